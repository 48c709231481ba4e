package org.postura.transforms;

import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.postura.run.Commit;
import org.postura.run.Json;
import org.postura.run.OutputException;
import org.postura.run.OutputLayout;
import org.postura.run.RowFiles;
import org.postura.run.Settlement;
import org.postura.run.Tally;
import org.postura.store.Store;

/**
 * Gathers the rows of committed packets into few files of the ledger and the dead letters, and
 * writes down what each comes to. What travels are the packets' ids: rows are read from their
 * commit records where they are written.
 */
public final class WriteRows extends PTransform<PCollection<String>, PCollection<Long>> {
  /** Packets whose rows go into one file: of small videos some hundred thousand rows. */
  private static final long PACKETS_A_FILE = 1000;

  private static final int MAX_FILES = 64;

  private final OutputLayout layout;
  private final String run;
  private final int files;

  private WriteRows(OutputLayout layout, String run, int files) {
    this.layout = layout;
    this.run = run;
    this.files = files;
  }

  /**
   * @param packets how many packets the run has
   */
  public static WriteRows of(OutputLayout layout, String run, long packets) {
    return new WriteRows(
        layout, run, (int) Math.max(1, Math.min(MAX_FILES, packets / PACKETS_A_FILE)));
  }

  /** Gives how many rows each file has. */
  @Override
  public PCollection<Long> expand(PCollection<String> committed) {
    int parts = files;
    return committed
        .apply(
            "Choose a file",
            MapElements.into(
                    TypeDescriptors.kvs(TypeDescriptors.integers(), TypeDescriptors.strings()))
                .via(packet -> KV.of(Math.floorMod(packet.hashCode(), parts), packet)))
        .setCoder(KvCoder.of(VarIntCoder.of(), StringUtf8Coder.of()))
        .apply("Gather packets", GroupByKey.create())
        .apply("Write rows", ParDo.of(new WriteRowsFn(layout, run, files)));
  }

  private static final class WriteRowsFn extends DoFn<KV<Integer, Iterable<String>>, Long> {
    private final OutputLayout layout;
    private final String run;
    private final int files;

    WriteRowsFn(OutputLayout layout, String run, int files) {
      this.layout = layout;
      this.run = run;
      this.files = files;
    }

    @ProcessElement
    public void process(
        @Element KV<Integer, Iterable<String>> packets, OutputReceiver<Long> receiver) {
      String part = String.format(Locale.ROOT, "%05d-of-%05d", packets.getKey(), files);
      try {
        if (Settlement.stopped(layout, run)) {
          return; // Whoever stopped the run writes its rows.
        }
        TreeSet<String> sorted = new TreeSet<>(); // The same file whatever the order of work.
        packets.getValue().forEach(sorted::add);
        Iterator<String> next = sorted.iterator();
        Tally tally = RowFiles.write(layout, run, part, () -> commit(next));
        Store.replace(layout.tallies(run).resolve(part + ".json"), Json.bytes(tally));
        receiver.output(tally.videos());
      } catch (IOException e) {
        throw new OutputException(layout.rows(run, part), e);
      }
    }

    private Commit commit(Iterator<String> packets) throws IOException {
      while (packets.hasNext()) {
        Optional<Commit> commit = Commit.read(layout, run, packets.next());
        if (commit.isPresent()) {
          return commit.get();
        }
      }
      return null;
    }
  }
}

package org.postura.transforms;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.postura.run.OutputException;
import org.postura.run.OutputLayout;
import org.postura.run.Packet;
import org.postura.store.Location;
import org.postura.store.Store;

/**
 * Reads a run's plan and spreads its packets over the workers.
 *
 * <p>The plan is a file, so that a retry sees the same list whatever happens to the inputs
 * meanwhile. What is shuffled are the places of its lines: a runner that holds them all holds some
 * bytes a packet, not the names of a million videos.
 */
public final class FindVideos extends PTransform<PBegin, PCollection<Packet>> {
  /**
   * Keys of the reshuffle. The DirectRunner's time for timers grows with the square of the keys
   * (20,000 of them stand still); with these it does not show, and there are still enough for the
   * workers of a cluster.
   */
  private static final int BUCKETS = 1024;

  private final OutputLayout layout;
  private final String run;

  private FindVideos(OutputLayout layout, String run) {
    this.layout = layout;
    this.run = run;
  }

  /** The packets that were written down for {@code run}. */
  public static FindVideos ofPlan(OutputLayout layout, String run) {
    return new FindVideos(layout, run);
  }

  @Override
  public PCollection<Packet> expand(PBegin begin) {
    return begin
        .apply("Begin", Create.of(run))
        .apply("Find the plan's lines", ParDo.of(new FindLinesFn(layout)))
        .setCoder(KvCoder.of(VarLongCoder.of(), VarIntCoder.of()))
        .apply(
            "Spread over workers",
            Reshuffle.<KV<Long, Integer>>viaRandomKey().withNumBuckets(BUCKETS))
        .apply("Read packets", ParDo.of(new ReadPacketFn(layout, run)))
        .setCoder(PacketCoder.of());
  }

  /** Gives where each line of the plan begins and how long it is, in bytes. */
  private static final class FindLinesFn extends DoFn<String, KV<Long, Integer>> {
    private final OutputLayout layout;

    FindLinesFn(OutputLayout layout) {
      this.layout = layout;
    }

    @ProcessElement
    public void process(@Element String run, OutputReceiver<KV<Long, Integer>> receiver)
        throws IOException {
      try (InputStream in =
          new BufferedInputStream(Channels.newInputStream(Store.open(layout.plan(run))))) {
        long position = 0;
        long begin = 0;
        for (int b = in.read(); b >= 0; b = in.read()) {
          position++;
          if (b == '\n') {
            receiver.output(KV.of(begin, (int) (position - 1 - begin)));
            begin = position;
          }
        }
      }
    }
  }

  private static final class ReadPacketFn extends DoFn<KV<Long, Integer>, Packet> {
    private final OutputLayout layout;
    private final String run;

    ReadPacketFn(OutputLayout layout, String run) {
      this.layout = layout;
      this.run = run;
    }

    @ProcessElement
    public void process(@Element KV<Long, Integer> line, OutputReceiver<Packet> receiver) {
      Location plan = layout.plan(run);
      ByteBuffer text = ByteBuffer.allocate(line.getValue());
      try (SeekableByteChannel bytes = Store.open(plan)) {
        bytes.position(line.getKey());
        while (text.hasRemaining()) {
          if (bytes.read(text) < 0) {
            throw new IOException("The plan ends before its last line");
          }
        }
      } catch (IOException e) {
        throw new OutputException(plan, e);
      }
      receiver.output(Packet.parse(new String(text.array(), StandardCharsets.UTF_8)));
    }
  }
}

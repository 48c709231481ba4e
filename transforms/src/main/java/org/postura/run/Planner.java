package org.postura.run;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.postura.run.inputs.FoundVideo;
import org.postura.run.inputs.Inputs;
import org.postura.store.Location;
import org.postura.store.Store;

/**
 * Finds the videos, compares them with the ledger by what the listing tells, and writes down those
 * that are to be processed, a packet a line, as they are found. No video is opened, and none is
 * held in memory but by its hashes.
 */
public final class Planner {
  /** What decides about a plan. */
  public record Request(
      List<String> inputs,
      OutputLayout layout,
      String singleOutput,
      Estimation estimation,
      Reprocess reprocess,
      boolean allowEmptyInput) {}

  /** Sees what is planned; for {@code --dryRun}, and who wants to refuse some of it. */
  public interface Watcher {
    /** A video that is going to be processed. */
    void planned(PlannedVideo video);

    /** Called now and then. */
    void alive() throws IOException;
  }

  private static final int ALIVE_EVERY = 1024;

  private final Request request;
  private final String run;
  private final Watcher watcher;
  private final Refusals refusals;
  private final String begun = Instant.now().toString();
  private final Map<String, Long> reasons = new TreeMap<>();
  private final Map<String, Long> leftOut = new TreeMap<>();
  private Ledger ledger;
  private LedgerIndex index;
  private Inputs inputs;
  private PacketCutter cutter;
  private Renames renames;
  private DigestSet matched;
  private long found;
  private long videos;
  private long bytes;
  private long upToDate;
  private long standing;
  private long optionsKey;
  private long limitsKey;

  private Planner(Request request, String run, Watcher watcher) {
    this.request = request;
    this.run = run;
    this.watcher = watcher;
    this.refusals = new Refusals(request);
  }

  /**
   * Plans a run and writes the plan, if there is anything to do; the last thing it writes is what
   * it found out.
   *
   * @throws PlanException if an input matches nothing, or two videos would get the same output
   * @throws IOException if ledger, inputs or output can't be read or written
   */
  public static Planned plan(Request request, String run, Watcher watcher) throws IOException {
    return new Planner(request, run, watcher).plan();
  }

  private Planned plan() throws IOException {
    OutputLayout layout = request.layout();
    ledger = Ledger.open(layout);
    index = ledger.index();
    optionsKey = Digest.shortOf(request.estimation().line());
    limitsKey = Digest.shortOf(request.estimation().limitsLine());
    inputs = Inputs.of(request.inputs());
    renames = new Renames(index.size() > 0);
    matched = inputs.mayRepeat() ? new DigestSet() : null;
    findOutputs();
    Location temporary = layout.temporaries(run).resolve("plan");
    try (OutputStream out = Store.create(temporary)) {
      cutter =
          new PacketCutter(
              index.millisPerByte() / 1e3,
              packet -> out.write((packet.line() + "\n").getBytes(StandardCharsets.UTF_8)));
      inputs.find(request.allowEmptyInput(), this::take);
      cutter.end();
    }
    if (found == 0 && !request.allowEmptyInput()) {
      throw new PlanException("--input names no video; an empty list needs --allowEmptyInput");
    }
    Naming naming = new Naming(index, inputs, renames);
    naming.read(ledger, temporary, standing > 0);
    if (videos == 0) {
      Store.delete(List.of(temporary));
    } else {
      Store.rename(temporary, layout.plan(run));
    }
    Planned planned = planned(naming);
    if (videos > 0) {
      Store.replace(layout.planned(run), Json.bytes(planned));
    }
    ledger.foldIfMany(layout.temporaries(run).resolve("snapshot"));
    return planned;
  }

  /** Looks once which landmarks are there, in place of asking for each. */
  private void findOutputs() throws IOException {
    if (index.size() == 0) {
      return;
    }
    String root = request.layout().at("").text();
    Store.listAll(
        request.layout().at(OutputLayout.LANDMARKS),
        file -> {
          int row = index.find(Digest.of(file.location().text().substring(root.length())));
          if (row != LedgerIndex.NONE) {
            index.setPresent(row);
          }
        });
  }

  private void take(FoundVideo video) throws IOException {
    if (matched != null && !matched.add(Digest.of(video.location().text()))) {
      return; // The same video, matched by two inputs.
    }
    if (request.singleOutput() != null && video.searched()) {
      leftOut.merge("files of unknown kinds (--output is one file)", 1L, Long::sum);
      return;
    }
    if (++found % ALIVE_EVERY == 0) {
      watcher.alive();
    }
    String output = OutputNames.of(video, request);
    refusals.overwriting(video, output, found);
    int row = index.find(Digest.of(output));
    if (row != LedgerIndex.NONE && index.isSeen(row) && video.searched()) {
      // READMEs have one name everywhere, and nobody has asked for them.
      output = OutputNames.unique(video, request);
      row = index.find(Digest.of(output));
    }
    if (row == LedgerIndex.NONE) {
      index.see(index.addNew(Digest.of(output)));
      plan(video, output, request.reprocess().ofNew(), LedgerIndex.NONE);
      return;
    }
    if (!index.see(row)) {
      refusals.conflict(inputs, video, output);
    }
    if (index.outcome(row) == Outcome.LEFT_OUT && !video.searched()) {
      plan(video, output, request.reprocess().ofNew(), LedgerIndex.NONE); // Now it was asked for.
      return;
    }
    Reprocess.Bytes same = bytes(video, row);
    boolean there = index.isPresent(row) || isThereElsewhere(output);
    boolean another = !index.isOf(row, Digest.shortOf(video.location().toString()));
    if (there && another && same != Reprocess.Bytes.SAME) {
      refusals.replacing(ledger, video, output, row);
    }
    Reprocess.Facts facts =
        new Reprocess.Facts(
            index.outcome(row),
            index.code(row),
            same,
            index.hasOptions(row, optionsKey),
            index.hasLimits(row, limitsKey),
            there);
    plan(video, output, request.reprocess().of(facts), row);
  }

  private boolean isThereElsewhere(String output) throws IOException {
    return !output.startsWith(OutputLayout.LANDMARKS)
        && Store.stat(request.layout().at(output)).isPresent();
  }

  private Reprocess.Bytes bytes(FoundVideo video, int row) {
    if (video.version() != null && index.version(row) != 0) {
      return Digest.shortOf(video.version()) == index.version(row)
          ? Reprocess.Bytes.SAME
          : Reprocess.Bytes.OTHER;
    }
    if (index.sizeBytes(row) != video.sizeBytes()) {
      return index.sizeBytes(row) < 0 && video.missing()
          ? Reprocess.Bytes.SAME
          : Reprocess.Bytes.OTHER;
    }
    if (index.modifiedMillis(row) == video.modifiedMillis()) {
      return Reprocess.Bytes.SAME;
    }
    return index.content(row) != 0 ? Reprocess.Bytes.TOUCHED : Reprocess.Bytes.OTHER;
  }

  private void plan(FoundVideo video, String output, Optional<Reason> reason, int row)
      throws IOException {
    if (reason.isEmpty()) {
      passOver(row);
      return;
    }
    boolean compared = reason.get() == Reason.TOUCHED;
    boolean failed = compared && index.outcome(row) != Outcome.LEFT_OUT;
    boolean replaces =
        row != LedgerIndex.NONE
            && index.outcome(row) == Outcome.DONE
            && index.isPresent(row)
            && index.hasOptions(row, optionsKey)
            && bytes(video, row) == Reprocess.Bytes.SAME;
    PlannedVideo planned =
        new PlannedVideo(
            video.location().text(),
            output,
            video.sizeBytes(),
            video.modifiedMillis(),
            video.version(),
            reason.get(),
            compared ? Long.toHexString(index.content(row)) : null,
            replaces,
            video.searched(),
            failed ? index.code(row) : null);
    videos++;
    bytes += video.sizeBytes();
    reasons.merge(reason.get().name(), 1L, Long::sum);
    if (reason.get() == Reason.NEW) {
      renames.isNew(video.sizeBytes(), video.modifiedMillis(), video.version());
    }
    watcher.planned(planned);
    cutter.add(planned);
  }

  private void passOver(int row) {
    Outcome outcome = row == LedgerIndex.NONE ? Outcome.DONE : index.outcome(row);
    switch (outcome) {
      case DONE, UNCHANGED -> upToDate++;
      case LEFT_OUT -> leftOut.merge(Planned.NO_VIDEO, 1L, Long::sum);
      case PARTIAL, FAILED -> {
        index.setStanding(row);
        standing++;
      }
    }
  }

  private Map<String, Long> leftOut() {
    Map<String, Long> all = new TreeMap<>(inputs.leftOut());
    leftOut.forEach((kind, count) -> all.merge(kind, count, Long::sum));
    return all;
  }

  private Planned planned(Naming naming) {
    return new Planned(
        run,
        begun,
        videos,
        cutter.packets(),
        bytes,
        Math.round(cutter.seconds()),
        reasons,
        upToDate,
        standing,
        naming.standing(),
        naming.gone(),
        naming.goneVideos(),
        naming.renamed(),
        leftOut(),
        ledger.warnings(),
        request.estimation().line(),
        request.estimation().limitsLine());
  }
}

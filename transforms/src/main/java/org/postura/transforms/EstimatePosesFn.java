package org.postura.transforms;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Distribution;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.postura.blazepose.Device;
import org.postura.blazepose.SharedBlazePose;
import org.postura.video.Decoders;
import org.postura.video.Isolation;

/** Processes one video segment an element; see {@link EstimatePoses}. */
final class EstimatePosesFn extends DoFn<VideoSegment, LedgerEntry> {
  private final OutputLayout layout;
  private final String run;
  private final Estimation estimation;
  private final Device device;

  private final Counter framesDone = Metrics.counter("postura", "frames_done");
  private final Counter posesFound = Metrics.counter("postura", "poses_found");
  private final Counter videosDone = Metrics.counter("postura", "videos_done");
  private final Counter videosPartial = Metrics.counter("postura", "videos_partial");
  private final Counter videosFailed = Metrics.counter("postura", "videos_failed");
  private final Distribution videoMillis =
      Metrics.distribution("postura", "video_latency_milli_secs");

  private final Isolation isolation;

  private transient SharedBlazePose shared;
  private transient Decoders decoders;

  EstimatePosesFn(
      OutputLayout layout, String run, Estimation estimation, Device device, Isolation isolation) {
    this.layout = layout;
    this.run = run;
    this.estimation = estimation;
    this.device = device;
    this.isolation = isolation;
  }

  @Setup
  public void setup() throws IOException {
    decoders = isolation.decoders();
    shared = SharedBlazePose.acquire(estimation.poses().model(), device);
  }

  @Teardown
  public void teardown() {
    if (decoders != null) {
      decoders.close();
      decoders = null;
    }
    if (shared != null) {
      shared.close();
      shared = null;
    }
  }

  @ProcessElement
  public void process(@Element VideoSegment segment, OutputReceiver<LedgerEntry> receiver)
      throws IOException, InterruptedException {
    RunProgress progress = RunProgress.of(run);
    if (progress.stopping()) {
      return;
    }
    Optional<LedgerEntry> entry = committed(segment);
    if (entry.isEmpty()) {
      // A share of its own: a runner that gives up tears this DoFn down while it works.
      try (RunProgress.Work work = progress.begin(segment.video().sizeBytes());
          SharedBlazePose mine = SharedBlazePose.acquire(estimation.poses().model(), device)) {
        entry =
            new SegmentTask(
                    layout, run, estimation, mine.blazePose(), decoders, segment, progress, work)
                .attempt();
        if (entry.isPresent()) {
          commit(entry.get());
          work.ended(entry.get().outcome() != Outcome.DONE);
        }
      }
    }
    if (entry.isPresent()) {
      count(entry.get());
      receiver.output(entry.get());
    }
  }

  /** The row that an earlier attempt at the same task has committed. */
  private Optional<LedgerEntry> committed(VideoSegment segment) throws IOException {
    return StateFiles.read(layout.marker(run, segment.video().output()))
        .map(text -> Json.parse(text, LedgerEntry.class));
  }

  private void commit(LedgerEntry entry) {
    String marker = layout.marker(run, entry.output());
    try {
      StateFiles.write(
          marker, layout.temporaries() + java.util.UUID.randomUUID(), List.of(Json.line(entry)));
    } catch (IOException e) {
      throw new OutputException(marker, e);
    }
  }

  private void count(LedgerEntry entry) {
    framesDone.inc(entry.frames());
    posesFound.inc(entry.posesFound());
    videoMillis.update(entry.elapsedMs());
    switch (entry.outcome()) {
      case DONE -> videosDone.inc();
      case PARTIAL -> videosPartial.inc();
      case FAILED -> videosFailed.inc();
    }
  }
}

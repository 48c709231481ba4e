package org.postura.transforms;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Distribution;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.postura.blazepose.Device;
import org.postura.blazepose.SharedBlazePose;
import org.postura.run.Commit;
import org.postura.run.Estimation;
import org.postura.run.LedgerEntry;
import org.postura.run.OutputException;
import org.postura.run.OutputLayout;
import org.postura.run.Packet;
import org.postura.run.PlannedVideo;
import org.postura.run.Settlement;
import org.postura.store.Location;
import org.postura.store.Store;
import org.postura.video.Decoders;
import org.postura.video.Isolation;

/** Processes one packet an element; see {@link EstimatePoses}. */
final class EstimatePosesFn extends DoFn<Packet, String> {
  private final OutputLayout layout;
  private final String run;
  private final Estimation estimation;
  private final Device device;
  private final Isolation isolation;

  private final Counter framesDone = Metrics.counter(RunCounters.NAMESPACE, RunCounters.FRAMES);
  private final Counter posesFound = Metrics.counter(RunCounters.NAMESPACE, "poses_found");
  private final Counter bytesDone = Metrics.counter(RunCounters.NAMESPACE, RunCounters.BYTES);
  private final Counter videosDone = Metrics.counter(RunCounters.NAMESPACE, RunCounters.DONE);
  private final Counter videosPartial = Metrics.counter(RunCounters.NAMESPACE, RunCounters.PARTIAL);
  private final Counter videosFailed = Metrics.counter(RunCounters.NAMESPACE, RunCounters.FAILED);
  private final Distribution videoMillis =
      Metrics.distribution(RunCounters.NAMESPACE, "video_latency_milli_secs");

  private transient SharedBlazePose shared;
  private transient Decoders decoders;
  private transient String options;
  private transient String limits;

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
    options = estimation.line();
    limits = estimation.limitsLine();
    decoders = isolation.decoders();
    WorkerProgress progress = WorkerProgress.of(run);
    // Networks that are being loaded when the process ends crash it.
    try (WorkerProgress.Setup setup = progress.setup()) {
      if (!progress.stopping()) {
        shared = SharedBlazePose.acquire(estimation.poses().model(), device);
      }
    }
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
  public void process(@Element Packet packet, OutputReceiver<String> receiver)
      throws InterruptedException {
    WorkerProgress progress = WorkerProgress.of(run);
    RunStop stop = new RunStop(layout, run, progress);
    try {
      if (!stop.asked() && !Settlement.stopped(layout, run) && process(packet, progress, stop)) {
        receiver.output(packet.id());
      }
    } catch (IOException e) { // What a video's own bytes throw has become its verdict.
      progress.stop();
      throw new OutputException(layout.run(run), e);
    } catch (RuntimeException | Error e) {
      progress.stop(); // The run is broken: the other threads put down what they have.
      throw e;
    }
  }

  /** Processes or takes over a packet; false if the run was stopped. */
  private boolean process(Packet packet, WorkerProgress progress, RunStop stop)
      throws IOException, InterruptedException {
    Optional<Commit> earlier = Commit.read(layout, run, packet.id());
    if (earlier.isPresent()) {
      Commit commit = earlier.get();
      commit.publish(layout, run);
      count(commit.rows());
      long failed = commit.rows().stream().filter(LedgerEntry::failure).count();
      progress.committed(
          commit.rows().size() - failed,
          failed,
          commit.rows().stream().mapToLong(LedgerEntry::sizeBytes).sum());
      return true;
    }
    // A share of its own: a runner that gives up tears this DoFn down while it works.
    try (WorkerProgress.Work work = progress.begin(packet.videos().size());
        SharedBlazePose mine = SharedBlazePose.acquire(estimation.poses().model(), device);
        Estimators estimators = new Estimators(estimation, mine.blazePose())) {
      VideoTask.Common common =
          new VideoTask.Common(run, options, limits, estimators, decoders, stop, work);
      String attempt = UUID.randomUUID().toString();
      Optional<Commit> commit = attempt(packet, attempt, common);
      return commit.isPresent() && commit(commit.get());
    }
  }

  private Optional<Commit> attempt(Packet packet, String attempt, VideoTask.Common common)
      throws IOException, InterruptedException {
    List<LedgerEntry> rows = new ArrayList<>();
    List<Integer> published = new ArrayList<>();
    for (int i = 0; i < packet.videos().size(); i++) {
      Location file = layout.temporary(run, attempt, i);
      Optional<VideoTask.Ended> ended =
          common.stop().asked()
              ? Optional.empty()
              : task(common, packet.videos().get(i), file).attempt();
      if (ended.isEmpty()) {
        drop(attempt, published);
        return Optional.empty();
      }
      rows.add(ended.get().row());
      if (ended.get().published()) {
        published.add(i);
      }
    }
    return Optional.of(new Commit(packet.id(), attempt, rows, published));
  }

  private VideoTask task(VideoTask.Common common, PlannedVideo video, Location file) {
    return new VideoTask(common, video, file, layout.at(video.output()));
  }

  /**
   * Makes an attempt the one that counts, unless another is. A run that was told to stop publishes
   * nothing after that: whoever told it has taken stock, or takes it later.
   */
  private boolean commit(Commit commit) throws IOException {
    Location record = layout.commit(run, commit.packet());
    Commit winner = commit;
    try {
      if (!commit.create(layout, run)) {
        drop(commit.attempt(), commit.published());
        winner = Commit.read(layout, run, commit.packet()).orElse(null);
      }
      if (winner == null || Settlement.stopped(layout, run)) {
        return false;
      }
      winner.publish(layout, run);
    } catch (IOException e) {
      throw new OutputException(record, e);
    }
    count(winner.rows());
    return true;
  }

  private void drop(String attempt, List<Integer> files) throws IOException {
    List<Location> written = new ArrayList<>();
    for (int i : files) {
      written.add(layout.temporary(run, attempt, i));
    }
    Store.delete(written);
  }

  private void count(List<LedgerEntry> rows) {
    for (LedgerEntry row : rows) {
      framesDone.inc(row.frames());
      posesFound.inc(row.posesFound());
      bytesDone.inc(row.sizeBytes());
      videoMillis.update(row.elapsedMs());
      switch (row.outcome()) {
        case DONE, UNCHANGED, LEFT_OUT -> videosDone.inc();
        case PARTIAL -> videosPartial.inc();
        case FAILED -> videosFailed.inc();
      }
    }
  }
}

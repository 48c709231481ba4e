package org.postura.service;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Map;
import org.postura.blazepose.SharedBlazePose;
import org.postura.landmarks.Format;
import org.postura.run.Estimation;
import org.postura.run.Identity;
import org.postura.store.Location;
import org.postura.transforms.Estimators;
import org.postura.transforms.VideoEstimation;
import org.postura.video.Decoders;
import org.postura.video.Verdict;
import org.postura.video.VerdictCode;
import org.postura.video.Video;
import org.postura.video.VideoException;

/**
 * {@code POST /v1/landmarks}: a video or photo in, its records out as they are made, and a verdict
 * last.
 *
 * <p>Uploads are decoded in child processes, so that a crash, a hang or hunger for memory in a
 * decoder costs one request a verdict and the service nothing.
 */
final class LandmarksHandler implements Handler {
  private static final System.Logger LOG = System.getLogger(LandmarksHandler.class.getName());

  /** Trailer that carries the verdict where the format has no last line. */
  static final String VERDICT_TRAILER = "Postura-Verdict";

  private final ServiceSettings settings;
  private final Admission admission;
  private final Spool spool;
  private final Models models;
  private final Decoders decoders;
  private final ServiceMetrics metrics;

  LandmarksHandler(
      ServiceSettings settings,
      Admission admission,
      Spool spool,
      Models models,
      Decoders decoders,
      ServiceMetrics metrics) {
    this.settings = settings;
    this.admission = admission;
    this.spool = spool;
    this.models = models;
    this.decoders = decoders;
    this.metrics = metrics;
  }

  @Override
  public void handle(Context ctx) throws IOException {
    LandmarksQuery query = LandmarksQuery.of(ctx, settings);
    ClientStream.checkLength(ctx.req().getContentLengthLong(), settings.limits().maxBytes());
    try (Admission.Place place = admission.enter();
        Spool.Upload upload = spool.receive(ctx.req());
        Admission.Place turn = admission.turn()) {
      answer(ctx, query, upload.channel());
    }
  }

  private void answer(Context ctx, LandmarksQuery query, SeekableByteChannel bytes)
      throws IOException {
    Estimation estimation = query.estimation();
    Identity identity = VideoEstimation.identity(bytes);
    try (SharedBlazePose networks = models.share(estimation.poses().model());
        Estimators estimators = new Estimators(estimation, networks.blazePose());
        Video video = open(bytes, estimation)) {
      VideoEstimation work = new VideoEstimation(Location.of(query.video()), estimators);
      AnswerStream out = new AnswerStream(ctx, estimation.format(), settings);
      try (RecordStream records = new RecordStream(work.writer(out, identity, video.info()), out)) {
        VideoEstimation.Ending ending = work.run(video, records::write, watcher());
        finish(records, VerdictLine.of(ending), estimation.format());
        log(ending.verdict());
      } catch (IOException e) {
        metrics.clientGone();
        out.breakOff();
      } catch (RuntimeException | Error e) {
        out.breakOff();
        throw e;
      }
    }
  }

  private Video open(SeekableByteChannel bytes, Estimation estimation) throws IOException {
    try {
      return decoders.open(bytes, estimation.limits());
    } catch (VideoException e) {
      log(e.verdict());
      throw new ProblemException(Problem.of(e.verdict()), e);
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "postura failed on an upload", e);
      throw new ProblemException(
          Problem.of(VerdictCode.INTERNAL, "postura failed on this video; its log says more."), e);
    }
  }

  private void finish(RecordStream records, VerdictLine verdict, Format format) throws IOException {
    if (verdict.code() != null) {
      metrics.failure(verdict.code());
    }
    byte[] line = ServiceJson.bytes(Map.of("verdict", verdict));
    switch (format) {
      case JSON -> records.endWithLine(line);
      case AVRO, PARQUET -> records.endWithTrailer(VERDICT_TRAILER, line);
    }
  }

  private VideoEstimation.Watcher watcher() {
    return new VideoEstimation.Watcher() {
      @Override
      public boolean stopped() {
        return false; // A client that has gone is met by writing to him.
      }

      @Override
      public void estimated(long nanos) {
        metrics.inference(nanos);
      }

      @Override
      public void frameDone(boolean wanted) {
        if (wanted) {
          metrics.requestFrame();
        }
      }
    };
  }

  private static void log(Verdict verdict) {
    if (verdict != null) {
      LOG.log(System.Logger.Level.INFO, "{0}", verdict);
    }
  }
}

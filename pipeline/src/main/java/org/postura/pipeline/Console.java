package org.postura.pipeline;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.postura.run.DeadLetter;
import org.postura.run.Planned;
import org.postura.run.PlannedVideo;
import org.postura.run.Reason;
import org.postura.run.RunSummary;
import org.postura.run.RunSummary.End;
import org.postura.store.Location;

/** What the command says of a run; the summary file has the same and more. */
final class Console {
  /** Failed videos named one by one; the dead letters have them all. */
  private static final int NAMED = 20;

  private final Settings settings;
  private final PrintStream out;

  Console(Settings settings, PrintStream out) {
    this.settings = settings;
    this.out = out;
  }

  /** A line of the plan. */
  void dryRun(PlannedVideo video) {
    say(
        "%,15d bytes  %-14s %s -> %s",
        video.sizeBytes(), video.reason().words(), Location.of(video.uri()), video.output());
  }

  /** The plan as a whole. */
  void dryRun(Planned plan) {
    say(
        "postura: %s to process%s, %,d bytes, about %s of one core; %d up to date; nothing done"
            + " (--dryRun)",
        videos(plan.videos()),
        reasons(plan.reasons()),
        plan.bytes(),
        time(plan.estimatedSeconds()),
        plan.upToDate());
    around(
        plan.standing(),
        plan.standingFailures(),
        plan.gone(),
        plan.goneVideos(),
        plan.renamed(),
        plan.leftOut(),
        plan.warnings());
  }

  /** The run's end. */
  void print(RunSummary summary) {
    if (settings.quiet() && summary.exitCode() == ExitCode.DONE) {
      return;
    }
    RunSummary.Videos videos = summary.videos();
    if (videos.planned() == 0) {
      say(
          "postura: nothing to do; %s up to date in %s",
          videos.upToDate() == 1 ? "1 video is" : videos.upToDate() + " videos are",
          settings.layout());
    } else {
      say(
          "postura: %s done, %d partial, %d failed, %d up to date; %d frames in %.1f s (%.1f frames/s)",
          videos(videos.done()),
          videos.partial(),
          videos.failed(),
          videos.upToDate(),
          summary.frames(),
          summary.seconds(),
          summary.frames() / Math.max(0.001, summary.seconds()));
    }
    failures(summary);
    if (summary.end() == End.EARLY) {
      say(
          "  ended early after more failures than --maxFailures; %s not come to",
          videos.left() == 1 ? "1 video was" : videos.left() + " videos were");
    }
    around(
        videos.standing(),
        summary.standingFailures(),
        videos.gone(),
        summary.gone(),
        summary.renamed(),
        summary.leftOut(),
        summary.warnings());
    if (videos.planned() > 0) {
      say("  landmarks:    %s", place(summary));
    }
  }

  private void failures(RunSummary summary) {
    List<String> lines = new ArrayList<>();
    for (DeadLetter letter : summary.failures()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%s %s: %s: %s%s",
              letter.outcome(),
              letter.uri(),
              letter.code(),
              letter.message(),
              letter.detail() == null ? "" : " (" + letter.detail() + ")"));
    }
    list(lines, summary.videos().partial() + summary.videos().failed());
    if (!lines.isEmpty() && !settings.standardOutput()) {
      say("  dead letters: %s%s-*.jsonl", settings.layout().deadLetters(), summary.run());
    }
  }

  /** What else is to be told of the inputs. */
  private void around(
      long standing,
      List<Planned.Standing> failures,
      long gone,
      List<String> goneVideos,
      List<Planned.Renamed> renamed,
      Map<String, Long> leftOut,
      List<String> warnings) {
    if (standing > 0) {
      say(
          "  %d failed earlier and would again (--reprocess=failed tries %s):",
          standing, standing == 1 ? "it" : "them");
      list(
          failures.stream()
              .map(
                  s ->
                      String.format(
                          Locale.ROOT,
                          "%s %s: %s: %s",
                          s.outcome(),
                          s.uri(),
                          s.code(),
                          s.message()))
              .toList(),
          standing);
    }
    if (gone > 0) {
      say("  %d of earlier runs no longer there; their landmarks stay", gone);
      if (settings.dryRun()) { // Else every night would name them; the summary does.
        list(goneVideos, gone);
      }
    }
    for (Planned.Renamed rename : renamed.subList(0, Math.min(NAMED, renamed.size()))) {
      say("  renamed: %s is now %s", rename.from(), rename.to());
    }
    List<String> kinds = new ArrayList<>();
    leftOut.forEach((kind, count) -> kinds.add(String.format(Locale.ROOT, "%s (%d)", kind, count)));
    if (!kinds.isEmpty()) {
      say("  left out: %s", String.join(", ", kinds));
    }
    warnings.forEach(warning -> say("  ledger: %s", warning));
  }

  private void list(List<String> lines, long all) {
    lines.stream().limit(NAMED).forEach(line -> say("  %s", line));
    long more = all - Math.min(NAMED, lines.size());
    if (more > 0) {
      say("  … and %d more", more);
    }
  }

  private String place(RunSummary summary) {
    if (settings.standardOutput()) {
      return "standard output";
    }
    if (settings.singleOutput() != null) {
      return settings.layout().at(settings.singleOutput()).toString();
    }
    return summary.onlyOutput() == null
        ? settings.layout().at("landmarks/").toString()
        : settings.layout().at(summary.onlyOutput()).toString();
  }

  private static String reasons(Map<String, Long> reasons) {
    List<String> words = new ArrayList<>();
    reasons.forEach(
        (reason, count) ->
            words.add(String.format(Locale.ROOT, "%d %s", count, Reason.valueOf(reason).words())));
    return words.isEmpty() ? "" : " (" + String.join(", ", words) + ")";
  }

  private static String videos(long count) {
    return count == 1 ? "1 video" : count + " videos";
  }

  private static String time(long seconds) {
    return String.format(
        Locale.ROOT, "%d:%02d:%02d h", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }

  private void say(String format, Object... args) {
    out.println(Shown.line(String.format(Locale.ROOT, format, args)));
  }
}

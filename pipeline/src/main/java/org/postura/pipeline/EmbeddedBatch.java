package org.postura.pipeline;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.postura.run.Estimation;
import org.postura.run.Lease;
import org.postura.run.OutputLayout;
import org.postura.run.Planned;
import org.postura.run.PlannedVideo;
import org.postura.run.Settlement;

/**
 * A batch within another program's JVM, on the DirectRunner, without a word on the console.
 *
 * <pre>{@code
 * EmbeddedBatch batch = EmbeddedBatch.of(Map.of("model", "lite"), List.of("/in/clips"), "/out");
 * String run = EmbeddedBatch.newRun();
 * batch.run(run, video -> {}, plan -> {});
 * List<LedgerEntry> rows = Ledger.entriesOf(batch.layout(), run);
 * }</pre>
 *
 * <p>{@link org.postura.transforms.WorkerProgress#of} tells how far the run has come, and can stop
 * it.
 */
public final class EmbeddedBatch {
  private final PosturaOptions options;
  private final Settings settings;

  private EmbeddedBatch(PosturaOptions options) {
    this.options = options;
    this.settings = Settings.of(options);
  }

  /**
   * @param values options of the command by their names, without {@code --}
   * @param inputs videos, directories or globs
   * @param output a directory, or for a single video a file
   * @throws UsageException if an option is not known or has a wrong value
   */
  public static EmbeddedBatch of(Map<String, String> values, List<String> inputs, String output) {
    List<String> args = new ArrayList<>();
    values.forEach((name, value) -> args.add("--" + name + "=" + value));
    try {
      PosturaOptions options =
          PipelineOptionsFactory.fromArgs(args.toArray(new String[0])).as(PosturaOptions.class);
      options.setInput(inputs);
      options.setOutput(output);
      options.as(DirectOptions.class).setTargetParallelism(videosAtOnce());
      return new EmbeddedBatch(options);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()).lines().findFirst().orElse(""), e);
    }
  }

  /** Videos that this process can have in work at once, by its CPUs and its memory. */
  public static int videosAtOnce() {
    return Capacity.videosAtOnce();
  }

  /**
   * The same batch with half of what the process can take on, and at least one video at once: it
   * runs beside other work.
   */
  public EmbeddedBatch besideOthers() {
    options.as(DirectOptions.class).setTargetParallelism(videosAtOnceOfJobs());
    return this;
  }

  /** Videos at once of a batch that runs beside other work. */
  public static int videosAtOnceOfJobs() {
    return Capacity.ofJobs(Capacity.videosAtOnce());
  }

  /** A new id for a run; ids sort by time. */
  public static String newRun() {
    return Lease.newRun();
  }

  /** What the options say about the records. */
  public Estimation estimation() {
    return settings.estimation();
  }

  /** Where the output lies. */
  public OutputLayout layout() {
    return settings.layout();
  }

  /** Whether a run of this id has ended, so that it can't go on. */
  public boolean ended(String run) {
    try {
      return Settlement.ended(settings.layout(), run);
    } catch (IOException e) {
      throw new RunException("The output can't be read: " + e.getMessage(), e);
    }
  }

  /**
   * Runs to the end, or until it is stopped. A run that was cut off, or stopped and left as it was,
   * goes on under its id by its plan: what it has committed is not computed again.
   *
   * @param each sees every video that is going to be processed, and may refuse it by throwing
   * @param planned sees the plan
   * @param leave whether a run that was stopped is left as it is, to go on later
   * @throws RunException if the output can't be used
   * @throws org.postura.run.OutputException if it can't be written
   * @throws org.postura.run.PlanException if an input matches nothing
   */
  public void run(
      String run, Consumer<PlannedVideo> each, Consumer<Planned> planned, BooleanSupplier leave) {
    PrintStream silent =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    new Batch(options, settings, silent, silent, /* terminal= */ false, run)
        .onPlan(each, planned)
        .leavingIf(leave)
        .run();
  }
}

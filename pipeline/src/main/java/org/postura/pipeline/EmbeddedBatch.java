package org.postura.pipeline;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.postura.transforms.Estimation;
import org.postura.transforms.OutputLayout;
import org.postura.transforms.Plan;

/**
 * A batch within another program's JVM, on the DirectRunner, without a word on the console.
 *
 * <pre>{@code
 * EmbeddedBatch batch = EmbeddedBatch.of(Map.of("model", "lite"), List.of("/in/clips"), "/out");
 * String run = EmbeddedBatch.newRun();
 * batch.run(run, plan -> {});
 * List<LedgerEntry> rows = Ledger.entriesOf(batch.layout(), run);
 * }</pre>
 *
 * <p>{@link org.postura.transforms.RunProgress#of} tells how far the run has come, and can stop it.
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

  /** A new id for a run; ids sort by time. */
  public static String newRun() {
    return Batch.newRun();
  }

  /** What the options say about the records. */
  public Estimation estimation() {
    return settings.estimation();
  }

  /** Where the output lies. */
  public OutputLayout layout() {
    return settings.layout();
  }

  /**
   * Runs to the end, or until it is stopped. A run that was cut off goes on under its id: what it
   * has published is not computed again.
   *
   * @throws RunException if the output can't be used
   * @throws org.postura.transforms.OutputException if it can't be written
   * @throws org.postura.transforms.PlanException if an input matches nothing
   */
  public void run(String run, Consumer<Plan> planned) {
    PrintStream silent =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    new Batch(options, settings, silent, silent, /* terminal= */ false, run).onPlan(planned).run();
  }
}

package org.postura.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.postura.run.OutputException;
import org.postura.run.PlanException;
import org.postura.run.inputs.InputException;

/**
 * The command {@code postura}: parses the options, runs the batch, and turns how it ended into an
 * exit code.
 */
public final class Postura {
  private static final Pattern UNKNOWN = Pattern.compile("missing a property named '([^']*)'");

  private Postura() {}

  public static void main(String[] args) {
    Logging.quiet();
    boolean terminal = Boolean.getBoolean("postura.terminal");
    StopSignal.handle(Batch::stopAll);
    System.exit(StopSignal.exitCode(run(RawWords.of(args), System.out, System.err, terminal)));
  }

  /**
   * Keeps libraries from the console, unless POSTURA_LOG asks for what they say, but not postura's
   * own warnings and errors.
   */
  public static void logOwnWarnings() {
    Logging.ownWarnings();
  }

  /**
   * Runs the command.
   *
   * @param terminal whether {@code err} is a terminal that can show a progress bar
   * @return the exit code
   */
  static int run(String[] args, PrintStream out, PrintStream err, boolean terminal) {
    if (List.of(args).contains("--help") || List.of(args).contains("-h")) {
      out.print(help());
      return ExitCode.DONE;
    }
    if (List.of(args).contains("--version")) {
      out.print(Versions.text());
      return ExitCode.DONE;
    }
    try {
      PosturaOptions options = parse(args, out);
      if (options == null) {
        return ExitCode.DONE;
      }
      FileSystems.setDefaultPipelineOptions(options);
      if (options.getOutput().equals(StandardOutput.NAME)) {
        return StandardOutput.run(options, out, err, terminal);
      }
      return new Batch(options, Settings.of(options), out, err, terminal).run();
    } catch (UsageException | PlanException | InputException e) {
      err.println("postura: " + Shown.line(String.valueOf(e.getMessage())));
      err.println("postura: --help lists the options");
      return ExitCode.USAGE;
    } catch (RunException | OutputException e) {
      err.println("postura: " + Shown.line(String.valueOf(e.getMessage())));
      return ExitCode.BROKEN;
    }
  }

  /** The options, or null if Beam's own help was asked for and printed. */
  private static PosturaOptions parse(String[] args, PrintStream out) {
    if (List.of(args).stream().anyMatch(arg -> arg.startsWith("--help="))) {
      PipelineOptionsFactory.register(PosturaOptions.class);
      PipelineOptionsFactory.printHelp(out, PosturaOptions.class);
      return null;
    }
    Arguments arguments = Arguments.of(args);
    String[] words = arguments.options().toArray(new String[0]);
    try {
      PosturaOptions options = PipelineOptionsFactory.fromArgs(words).as(PosturaOptions.class);
      if (!arguments.inputs().isEmpty()) {
        options.setInput(arguments.inputs());
      }
      if (List.of(words).stream().noneMatch(word -> word.startsWith("--targetParallelism="))) {
        // The runner's own default is at least three, whatever the machine.
        options.as(DirectOptions.class).setTargetParallelism(Capacity.videosAtOnce());
      }
      return options;
    } catch (IllegalArgumentException e) {
      throw new UsageException(usage(String.valueOf(e.getMessage())), e);
    }
  }

  /** Beam's message about an argument, as one line for the user. */
  private static String usage(String message) {
    Matcher unknown = UNKNOWN.matcher(message);
    if (unknown.find()) {
      return "unknown option --" + unknown.group(1) + Suggestion.of(unknown.group(1));
    }
    return message.lines().findFirst().orElse("bad options");
  }

  static String help() {
    try (InputStream in = Postura.class.getResourceAsStream("help.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

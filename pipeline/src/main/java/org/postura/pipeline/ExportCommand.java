package org.postura.pipeline;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.postura.landmarks.export.Export;
import org.postura.landmarks.export.ExportOptions;
import org.postura.landmarks.export.Exported;
import org.postura.landmarks.export.Target;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code postura export}: landmark files into other programs' formats. */
@Command(
    name = "postura export",
    description = "Writes landmark files in another program's format. docs/export.md has each.",
    sortOptions = false,
    usageHelpAutoWidth = true)
public final class ExportCommand implements Callable<Integer> {
  private final PrintStream out;
  private final PrintStream err;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "FORMAT",
      completionCandidates = Targets.class,
      converter = TargetConverter.class,
      description = "one of: ${COMPLETION-CANDIDATES}")
  private Target target;

  @Parameters(
      paramLabel = "INPUT",
      arity = "1..*",
      description = "landmark files of postura (.avro, .jsonl, .parquet), or directories with such")
  private List<Path> inputs;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "where the files go; files of the same name are replaced")
  private Path output;

  @Option(
      names = "--person",
      split = ",",
      paramLabel = "N",
      description = "only these persons, by their numbers: --person=0,2; everybody if left out")
  private Set<Integer> persons = new LinkedHashSet<>();

  @Option(
      names = "--minTrack",
      paramLabel = "FRAMES",
      defaultValue = "1",
      description = "leave out persons seen in fewer frames (default: ${DEFAULT-VALUE})")
  private int minTrack;

  @Option(
      names = "--minVisibility",
      paramLabel = "0..1",
      description =
          "write less visible points as missing (default: 0.5 for trc, which has no place for a"
              + " confidence, else 0)")
  private Double minVisibility;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this and stop")
  private boolean help;

  private int failures;

  private ExportCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  public static void main(String[] args) {
    System.exit(run(List.of(args), System.out, System.err));
  }

  /**
   * Runs the command.
   *
   * @return the exit code
   */
  static int run(List<String> args, PrintStream out, PrintStream err) {
    ExportCommand command = new ExportCommand(out, err);
    return new CommandLine(command)
        .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
        .setParameterExceptionHandler((e, arguments) -> command.usage(e.getMessage()))
        .execute(args.toArray(String[]::new));
  }

  @Override
  public Integer call() {
    try {
      new Export(target, options()).run(inputs, output, this::done, this::failed);
      return failures == 0 ? ExitCode.DONE : ExitCode.FAILURES;
    } catch (IllegalArgumentException e) {
      return usage(e.getMessage());
    } catch (NoSuchFileException e) {
      return usage(e.getFile() + ": " + (e.getReason() == null ? "not found" : e.getReason()));
    } catch (IOException e) {
      say(err, "postura export: the output can't be written: " + message(e));
      return ExitCode.BROKEN;
    }
  }

  private ExportOptions options() {
    ExportOptions options = ExportOptions.defaults().withPersons(persons).withMinTrack(minTrack);
    return minVisibility == null ? options : options.withMinVisibility(minVisibility);
  }

  private int usage(String message) {
    say(err, "postura export: " + message);
    err.println("postura export: --help lists the options");
    return ExitCode.USAGE;
  }

  private void done(Exported exported) {
    String rate =
        Double.isNaN(exported.rate())
            ? ""
            : String.format(Locale.ROOT, " at %.6g frames/s", exported.rate());
    say(
        out,
        String.format(
            Locale.ROOT,
            "%s: %s%s, %s",
            exported.input(),
            count(exported.frames(), "frame"),
            rate,
            count(exported.persons(), "person")));
    exported.files().forEach(file -> say(out, "  " + file));
    for (String warning : exported.warnings()) {
      say(err, "postura export: " + exported.input() + ": " + warning);
    }
  }

  private void failed(Path input, IOException e) {
    failures++;
    say(err, "postura export: " + input + " can't be read: " + message(e));
  }

  private static void say(PrintStream to, String line) {
    to.println(Shown.line(line));
  }

  private static String count(long number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }

  private static String message(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  /** The targets' names, for the help. */
  static final class Targets extends ArrayList<String> {
    Targets() {
      super(Arrays.stream(Target.values()).map(Target::id).toList());
    }
  }

  /** A target by its name. */
  static final class TargetConverter implements CommandLine.ITypeConverter<Target> {
    @Override
    public Target convert(String value) {
      return Target.of(value)
          .orElseThrow(
              () ->
                  new CommandLine.TypeConversionException(
                      String.format(
                          Locale.ROOT,
                          "'%s' is no format; it is one of %s",
                          value,
                          Arrays.stream(Target.values())
                              .map(Target::id)
                              .collect(Collectors.joining(", ")))));
    }
  }
}

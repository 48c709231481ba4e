package org.postura.service;

import io.javalin.util.JavalinException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.postura.pipeline.Postura;
import org.postura.pipeline.StopSignal;

/** The command {@code postura serve}. */
public final class Main {
  private static final int BROKEN = 1;
  private static final int USAGE = 2;

  private Main() {}

  public static void main(String[] args) {
    int exitCode = run(List.of(args), System.getenv(), System.out, System.err);
    if (exitCode >= 0) {
      System.exit(exitCode);
    }
  }

  /** Starts the service; returns an exit code, or −1 if it runs now. */
  static int run(
      List<String> args, Map<String, String> environment, PrintStream out, PrintStream err) {
    if (args.contains("--help") || args.contains("-h")) {
      out.print(help());
      return 0;
    }
    ServiceSettings settings;
    try {
      settings = ServiceOptions.read(args, environment);
    } catch (IllegalArgumentException e) {
      err.println("postura serve: " + e.getMessage());
      return USAGE;
    }
    Postura.logOwnWarnings();
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
    try {
      Service service = Service.start(settings);
      StopSignal.handle(service::close);
      err.println(
          String.format(
              Locale.ROOT,
              "postura: listening on http://%s:%d%s",
              settings.host(),
              service.port(),
              settings.token() == null ? " (no token is asked for)" : ""));
      return -1;
    } catch (IOException | JavalinException e) {
      err.println("postura serve: it can't be started: " + e.getMessage());
      return BROKEN;
    }
  }

  private static String help() {
    try (InputStream in = Main.class.getResourceAsStream("help.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

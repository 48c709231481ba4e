package org.postura.service;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.postura.pipeline.EmbeddedBatch;
import org.postura.video.VideoLimits;

/**
 * Reads {@link ServiceSettings} from the command line, and what is not there from the environment.
 */
final class ServiceOptions {
  /** An option, the variable that stands in for it, and its default. */
  private enum Option {
    HOST("host", "POSTURA_API_HOST", null),
    PORT("port", "POSTURA_API_PORT", "8000"),
    ALLOWED_ROOTS("allowedRoots", "POSTURA_ALLOWED_ROOTS", ""),
    WORK_DIR("workDir", "POSTURA_WORK_DIR", "postura-output/tmp/service"),
    MAX_BYTES("maxBytes", "POSTURA_API_MAX_BYTES", "2147483648"),
    MAX_PIXELS("maxPixels", "POSTURA_API_MAX_PIXELS", "50000000"),
    MAX_MEMORY("maxMemory", "POSTURA_API_MAX_MEMORY", null),
    MAX_DURATION("maxDuration", "POSTURA_API_MAX_DURATION", "3600"),
    FRAME_TIMEOUT("frameTimeout", "POSTURA_API_FRAME_TIMEOUT", "30"),
    PARALLEL("parallel", "POSTURA_API_PARALLEL", null),
    MAX_REQUESTS("maxRequests", "POSTURA_API_MAX_REQUESTS", null),
    MAX_JOBS("maxJobs", "POSTURA_API_MAX_JOBS", "100"),
    UPLOAD_TIMEOUT("uploadTimeout", "POSTURA_API_UPLOAD_TIMEOUT", "1800"),
    IDLE_TIMEOUT("idleTimeout", "POSTURA_API_IDLE_TIMEOUT", "15"),
    GRACE("grace", "POSTURA_API_GRACE", "8");

    private final String word;
    private final String variable;
    private final String standard;

    Option(String word, String variable, String standard) {
      this.word = word;
      this.variable = variable;
      this.standard = standard;
    }
  }

  private static final String TOKEN = "POSTURA_API_TOKEN";

  private final Map<Option, String> values = new TreeMap<>();
  private final Map<String, String> environment;

  private ServiceOptions(List<String> args, Map<String, String> environment) {
    this.environment = environment;
    for (String arg : args) {
      int equals = arg.indexOf('=');
      if (!arg.startsWith("--") || equals < 0) {
        throw usage(String.format(Locale.ROOT, "'%s' is no option; options are --NAME=VALUE", arg));
      }
      values.put(option(arg.substring(2, equals)), arg.substring(equals + 1));
    }
  }

  /**
   * Reads the settings.
   *
   * @throws IllegalArgumentException with one line for the user
   */
  static ServiceSettings read(List<String> args, Map<String, String> environment) {
    return new ServiceOptions(args, environment).settings();
  }

  /** All variables that are read. */
  static List<String> variables() {
    List<String> variables = new ArrayList<>(List.of(TOKEN));
    for (Option option : Option.values()) {
      variables.add(option.variable);
    }
    return variables;
  }

  private ServiceSettings settings() {
    // Never on the command line, where every user of the machine could read it.
    String token = environment.getOrDefault(TOKEN, "");
    if (!token.isEmpty() && token.length() < ServiceSettings.MIN_TOKEN_LENGTH) {
      throw usage(
          String.format(
              Locale.ROOT,
              "%s must have at least %d characters",
              TOKEN,
              ServiceSettings.MIN_TOKEN_LENGTH));
    }
    int parallel = whole(Option.PARALLEL, videosOfRequests(), 1, 1024);
    return new ServiceSettings(
        text(Option.HOST, token.isEmpty() ? "127.0.0.1" : "0.0.0.0"),
        whole(Option.PORT, 8000, 0, 65_535),
        token.isEmpty() ? null : token,
        roots(),
        Path.of(text(Option.WORK_DIR, "")).toAbsolutePath().normalize(),
        VideoLimits.defaults()
            .withMaxBytes(number(Option.MAX_BYTES, 1L << 50))
            .withMaxPixels(number(Option.MAX_PIXELS, 1L << 40))
            .withMaxMemory(number(Option.MAX_MEMORY, 1L << 40))
            .withMaxDuration(seconds(Option.MAX_DURATION))
            .withFrameTimeout(seconds(Option.FRAME_TIMEOUT)),
        parallel,
        whole(Option.MAX_REQUESTS, Math.max(4, 2 * parallel), parallel, 10_000),
        whole(Option.MAX_JOBS, 100, 1, 100_000),
        seconds(Option.UPLOAD_TIMEOUT),
        seconds(Option.IDLE_TIMEOUT),
        seconds(Option.GRACE));
  }

  /** Where there may be jobs, requests leave them their part. */
  private int videosOfRequests() {
    int all = EmbeddedBatch.videosAtOnce();
    return roots().isEmpty() ? all : Math.max(1, all - EmbeddedBatch.videosAtOnceOfJobs());
  }

  private List<String> roots() {
    List<String> roots = new ArrayList<>();
    for (String root : text(Option.ALLOWED_ROOTS, "").split(",")) {
      if (!root.isBlank()) {
        roots.add(root.strip());
      }
    }
    return List.copyOf(roots);
  }

  private String text(Option option, String standard) {
    String value = values.get(option);
    if (value == null) {
      value = environment.get(option.variable);
    }
    if (value == null || value.isEmpty()) {
      value = option.standard;
    }
    return value == null ? standard : value;
  }

  /** A third of what this process, or its container, has; at most 1 GiB. */
  private static String memoryOfADecoder() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return Long.toString(Math.min(1L << 30, system.getTotalMemorySize() / 3));
  }

  private int whole(Option option, int standard, int min, int max) {
    String value = text(option, Integer.toString(standard));
    try {
      int number = Integer.parseInt(value);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Falls through to the same message.
    }
    throw usage(
        String.format(
            Locale.ROOT, "--%s must be %d to %d, was '%s'", option.word, min, max, value));
  }

  private long number(Option option, long max) {
    String value = text(option, option == Option.MAX_MEMORY ? memoryOfADecoder() : "");
    try {
      long number = Long.parseLong(value);
      if (number > 0 && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Falls through to the same message.
    }
    throw usage(
        String.format(Locale.ROOT, "--%s must be 1 to %d, was '%s'", option.word, max, value));
  }

  private Duration seconds(Option option) {
    return Duration.ofSeconds(number(option, 1_000_000));
  }

  private static Option option(String word) {
    for (Option option : Option.values()) {
      if (option.word.equals(word)) {
        return option;
      }
    }
    throw usage(
        String.format(Locale.ROOT, "unknown option --%s; serve --help lists the options", word));
  }

  private static IllegalArgumentException usage(String message) {
    return new IllegalArgumentException(String.format(Locale.ROOT, "%s", message));
  }
}

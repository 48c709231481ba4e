package org.postura.transforms;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Where the files of an output lie. All names below the root are relative paths with {@code /}.
 *
 * @param root directory or object prefix, ending in {@code /}
 */
public record OutputLayout(String root) implements Serializable {
  private static final String STATE = "_postura/";

  public OutputLayout {
    if (!root.endsWith("/")) {
      throw new IllegalArgumentException("An output root ends in '/', was '%s'".formatted(root));
    }
  }

  /** The full name of a video's output. */
  public String output(String relative) {
    return root + relative;
  }

  public String lock() {
    return root + STATE + "lock";
  }

  public String ledger() {
    return root + STATE + "ledger/";
  }

  public String deadLetters() {
    return root + STATE + "dead-letter/";
  }

  String plans() {
    return root + STATE + "plan/";
  }

  String plan(String run) {
    return plans() + run + ".jsonl";
  }

  String markers() {
    return root + STATE + "markers/";
  }

  /** The commit record of one output in one run. */
  String marker(String run, String output) {
    return markers() + run + "-" + digest(output) + ".json";
  }

  String temporaries() {
    return root + STATE + "tmp/";
  }

  private static String digest(String output) {
    try {
      byte[] sum =
          MessageDigest.getInstance("SHA-256").digest(output.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sum, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}

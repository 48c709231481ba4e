package org.postura.blazepose.network;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** The networks that ship with postura, checked against their checksums. */
final class NetworkFiles {
  private static final String FOLDER = "/org/postura/blazepose/";
  private static final String SUMS = "SHA256SUMS";

  private NetworkFiles() {}

  /**
   * The bytes of a network.
   *
   * @param name file name beside the door's classes
   * @throws IOException if the file is missing or its bytes are not the ones listed in SHA256SUMS
   */
  static byte[] read(String name) throws IOException {
    byte[] bytes = resource(name);
    check(name, bytes, new String(resource(SUMS), StandardCharsets.US_ASCII));
    return bytes;
  }

  /**
   * Compares with a list in the format of {@code sha256sum}.
   *
   * @throws IOException if the sum differs or the list does not name the file
   */
  static void check(String name, byte[] bytes, String sums) throws IOException {
    String actual = sha256(bytes);
    String listed = listedSum(name, sums);
    if (!listed.equals(actual)) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "The network %s is damaged: its SHA-256 is %s, but %s lists %s",
              name,
              actual,
              SUMS,
              listed));
    }
  }

  /** The sum that a network was shipped with. */
  static String listedSum(String name) throws IOException {
    return listedSum(name, new String(resource(SUMS), StandardCharsets.US_ASCII));
  }

  private static String listedSum(String name, String sums) throws IOException {
    for (String line : sums.split("\n")) {
      String[] parts = line.trim().split("\\s+\\*?", 2);
      if (parts.length == 2 && parts[1].equals(name)) {
        return parts[0];
      }
    }
    throw new IOException(
        String.format(Locale.ROOT, "The network %s is not listed in %s", name, SUMS));
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream stream = NetworkFiles.class.getResourceAsStream(FOLDER + name)) {
      if (stream == null) {
        throw new FileNotFoundException(
            String.format(Locale.ROOT, "The network file %s is missing", name));
      }
      return stream.readAllBytes();
    }
  }
}

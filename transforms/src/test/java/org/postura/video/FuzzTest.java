package org.postura.video;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A small fixed part of what scripts/fuzz does. */
class FuzzTest {
  private static final int MUTANTS = 40;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bframes.mp4",
        "vfr.mp4",
        "encrypted.mp4",
        "hi10_bt709.mkv",
        "gray.mkv",
        "size_change.h264",
        "transverse.jpg",
        "palette.png",
        "photo.webp",
        "sound_and_cover.m4a"
      })
  void damagedFilesEndWithAVerdict(String file) throws IOException {
    byte[] bytes = Decoded.resource("/media/video/" + file);
    Set<String> ends = new TreeSet<>();
    try (Decoders decoders = Isolation.PROCESS.decoders()) {
      for (int seed = 0; seed < MUTANTS; seed++) {
        String end = Fuzz.end(new Mutator(seed).mutate(bytes), decoders);
        assertFalse(Fuzz.fault(end), end + " with seed " + seed);
        ends.add(end);
      }
    }
    assertTrue(ends.size() > 1, "the damage should show: " + ends);
  }
}

package org.postura.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of the shared media that were once taken wrongly, each with what is right for its kind. */
class SharedFaultsTest {
  @ParameterizedTest
  @CsvSource({
    // It lasts 1.2 s and begins in 2023.
    "epoch.mkv, -, 30, 216x384",
    // The photo that is to be seen; behind it lies a map of how much brighter a better screen is.
    "gainmap_small_big_metadata.jpg, -, 1, 500x334",
    "jpegc.tif, UNSUPPORTED_CODEC, 0, -",
    "tiled.tif, UNSUPPORTED_CODEC, 0, -",
    // An SEI message turns the first picture alone; players heed the container, which turns none.
    "sei90.mp4, -, 30, 216x384",
    "seq10.avif, -, 10, 216x384"
  })
  void isTakenRightly(String file, String verdict, int frames, String size) throws IOException {
    String shared = System.getenv("POSTURA_SHARED");
    assumeTrue(shared != null, "POSTURA_SHARED does not name the media");
    Path path = Path.of(shared, "media", "faults", file);
    assumeTrue(Files.exists(path), path + " is not there");
    try (SeekableByteChannel channel = Files.newByteChannel(path)) {
      Decoded decoded = Decoded.of(channel, VideoLimits.defaults(), false);
      assertEquals(verdict, decoded.problem().map(problem -> problem.code().name()).orElse("-"));
      assertEquals(frames, decoded.pts().size());
      assertEquals(List.of(size), decoded.sizes().stream().distinct().toList());
    } catch (VideoException e) {
      assertEquals(verdict, e.verdict().code().name());
    }
  }
}

package org.postura.transforms;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VideoUrisTest {
  @ParameterizedTest
  @CsvSource({
    "https://host/a/b.mp4?X-Signature=secret&x=1, https://host/a/b.mp4",
    "https://user:pass@host/b.mp4#t=1, https://host/b.mp4",
    "https://host/a@b/c.mp4, https://host/a@b/c.mp4",
    "https://user@host?q=/x, https://host",
    "gs://bucket/what?.mp4, gs://bucket/what?.mp4",
    "/home/me/what?#1.mp4, /home/me/what?#1.mp4",
  })
  void keepsNoSecret(String uri, String written) {
    assertEquals(written, VideoUris.withoutSecrets(uri));
  }
}

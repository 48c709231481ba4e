package org.postura.video.integrity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.Test;

class ComplaintsTest {
  private final Complaints complaints = new Complaints();

  @Test
  void demuxerAndDecoderOfTheVideoCount() {
    complaints.ofDemuxer("ogg");
    complaints.ofDecoder("av1", "libaom-av1");
    error("[ogg @ 0x7f0a] CRC mismatch!");
    error("[av1 @ 0x7f0b] Invalid");
    error("[libaom-av1 @ 0x7f0c] Failed to decode frame");
    error("[av1_frame_merge @ 0x7f0d] Failed");
    assertEquals(4, complaints.count());
  }

  /** Streams of sound often begin in the middle of something. */
  @Test
  void othersDoNot() {
    complaints.ofDemuxer("mpegts");
    complaints.ofDecoder("h264", "h264");
    error("[mp3float @ 0x7f0a] Header missing");
    error("    continued, from whoever it was");
    assertEquals(0, complaints.count());
  }

  @Test
  void harmlessErrorsDoNotAndGraveWarningsDo() {
    complaints.ofDemuxer("mxf");
    complaints.ofDecoder("h264", "h264");
    error("[h264 @ 0x7f0a] mmco: unref short failure");
    complaints.line(avutil.AV_LOG_WARNING, "[mxf @ 0x7f0b] something is deprecated");
    assertEquals(0, complaints.count());
    complaints.line(
        avutil.AV_LOG_WARNING,
        "[mxf @ 0x7f0b] edit unit sync lost on stream 0, jumping from 3 to 4");
    assertEquals(1, complaints.count());
  }

  @Test
  void nothingCountsBeforeItIsKnownWhoMatters() {
    error("[mov,mp4,m4a,3gp,3g2,mj2 @ 0x7f0a] Invalid mvhd time scale 0, defaulting to 1");
    assertEquals(0, complaints.count());
  }

  private void error(String line) {
    complaints.line(avutil.AV_LOG_ERROR, line);
  }
}

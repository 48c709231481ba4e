package org.postura.run;

import java.util.List;

/**
 * What a worker takes at a time: one long video, or small ones and photos together, so that what a
 * runner and a commit cost is paid for seconds of work.
 *
 * @param id its name within the run, a file name
 * @param videos at least one
 */
public record Packet(String id, List<PlannedVideo> videos) {
  public Packet {
    videos = List.copyOf(videos);
  }

  /** The plan's line. */
  public String line() {
    return Json.line(this);
  }

  /** Throws {@link IllegalArgumentException} on a line that is none. */
  public static Packet parse(String line) {
    return Json.parse(line, Packet.class);
  }
}

package org.postura.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import org.postura.store.Location;
import org.postura.store.Store;

/** A plan as it was written down: a packet a line. */
public final class PlanFile {
  private PlanFile() {}

  /** Takes the videos of a plan. */
  public interface Sink {
    void planned(PlannedVideo video) throws IOException;
  }

  /** Shows the videos of a run's plan. */
  public static void read(OutputLayout layout, String run, Sink to) throws IOException {
    read(layout.plan(run), to);
  }

  static void read(Location plan, Sink to) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Channels.newInputStream(Store.open(plan)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        for (PlannedVideo video : Packet.parse(line).videos()) {
          to.planned(video);
        }
      }
    }
  }
}

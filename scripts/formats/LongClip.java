import java.io.BufferedOutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postura.landmarks.Format;
import org.postura.landmarks.FramePoses;
import org.postura.landmarks.FramePosesReader;
import org.postura.landmarks.FramePosesWriter;
import org.postura.landmarks.Landmark;
import org.postura.landmarks.Pose;

/**
 * Writes a file of many frames, made of a real file's by moving everybody a little: {@code LongClip
 * IN FRAMES OUT}. Prints bytes and microseconds a frame and how much of the heap was in use at most
 * after a collection.
 */
class LongClip {
  public static void main(String[] args) throws Exception {
    List<FramePoses> pattern = new ArrayList<>();
    try (FramePosesReader reader = Format.ofName(args[0]).orElseThrow().reader(Path.of(args[0]))) {
      for (Optional<FramePoses> frame = reader.read(); frame.isPresent(); frame = reader.read()) {
        pattern.add(frame.get());
      }
    }
    int frames = Integer.parseInt(args[1]);
    Path file = Path.of(args[2]);
    long nanos = 0;
    try (FramePosesWriter writer =
        Format.ofName(args[2])
            .orElseThrow()
            .writer(
                new BufferedOutputStream(Files.newOutputStream(file)),
                java.util.Map.of("postura.time_base", "1/30"))) {
      for (int i = 0; i < frames; i++) {
        FramePoses frame = moved(pattern.get(i % pattern.size()), i);
        long begin = System.nanoTime();
        writer.write(frame);
        nanos += System.nanoTime() - begin;
      }
    }
    long heap = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getName().contains("Tenured")) {
        heap = pool.getPeakUsage().getUsed();
      }
    }
    System.out.printf(
        "%d frames: %d bytes and %.0f us a frame, %d MiB of old heap at most%n",
        frames, Files.size(file) / frames, nanos / 1e3 / frames, heap >> 20);
  }

  /** No two frames alike: a file of repetitions would compress to nothing. */
  private static FramePoses moved(FramePoses frame, int index) {
    List<Pose> poses = new ArrayList<>();
    float by = (float) Math.sin(index * 0.37) / 64;
    for (Pose pose : frame.poses()) {
      poses.add(
          new Pose(
              pose.person(),
              pose.score(),
              moved(pose.landmarks(), by),
              moved(pose.worldLandmarks(), by)));
    }
    return new FramePoses(
        frame.video(), index, index, 33_333L * index, frame.width(), frame.height(), poses);
  }

  private static List<Landmark> moved(List<Landmark> points, float by) {
    List<Landmark> moved = new ArrayList<>();
    for (Landmark p : points) {
      moved.add(new Landmark(p.x() + by, p.y() - by, p.z() + by, p.visibility(), p.presence()));
    }
    return moved;
  }
}

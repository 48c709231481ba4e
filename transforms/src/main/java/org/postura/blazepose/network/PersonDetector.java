package org.postura.blazepose.network;

import java.util.ArrayList;
import java.util.List;
import org.postura.blazepose.crop.Border;
import org.postura.blazepose.crop.Letterbox;
import org.postura.blazepose.crop.PixelRoi;
import org.postura.blazepose.crop.Resampler;
import org.postura.blazepose.crop.Roi;
import org.postura.blazepose.crop.ValueRange;
import org.postura.video.Frame;

/**
 * The detector at work for one thread: a frame to the regions in which persons stand.
 *
 * <p>Source: MediaPipe {@code modules/pose_detection/pose_detection_cpu.pbtxt} and {@code
 * modules/pose_landmark/pose_detection_to_roi.pbtxt}.
 */
public final class PersonDetector implements AutoCloseable {
  /** Pixels a side of the input. */
  public static final int INPUT_SIZE = 224;

  private final NetworkCall call;
  private final Resampler resampler = new Resampler(INPUT_SIZE);
  private final float suppression;
  private final float minScore;
  private long runs;

  public PersonDetector(Network network, Rules rules, float minScore) {
    call = network.newCall();
    suppression = rules.suppression();
    this.minScore = minScore;
  }

  /** Regions of the persons found, highest score first. */
  public List<Roi> detect(Frame frame) {
    runs++;
    Letterbox letterbox = Letterbox.around(PixelRoi.whole(frame.width(), frame.height()));
    resampler.crop(frame, letterbox.square(), Border.ZERO, ValueRange.SIGNED, call.input());
    List<Detection> found =
        call.run(
            outputs ->
                DetectionDecoder.decode(outputs.get("boxes"), outputs.get("scores"), minScore));
    List<Roi> regions = new ArrayList<>();
    for (Detection detection : WeightedNms.suppress(found, suppression)) {
      regions.add(detection.unpadded(letterbox).toRoi(frame.width(), frame.height()));
    }
    return regions;
  }

  /** How often the network was run. */
  public long runs() {
    return runs;
  }

  @Override
  public void close() {
    call.close();
  }
}

package org.postura.transforms;

import java.util.Map;
import java.util.TreeMap;
import org.postura.blazepose.BlazePose;
import org.postura.run.Estimation;
import org.postura.run.Identity;
import org.postura.run.LedgerEntry;
import org.postura.video.VideoInfo;

/** How a landmark file was made, for its metadata and the ledger. */
public final class FileMetadata {
  private FileMetadata() {}

  static Map<String, String> of(
      String uri, Identity identity, Estimation estimation, String options, VideoInfo info) {
    Map<String, String> metadata = new TreeMap<>();
    metadata.put("postura.version", version());
    metadata.put("postura.model", estimation.poses().model().id());
    metadata.put("postura.model.sha256", BlazePose.sha256(estimation.poses().model()));
    metadata.put("postura.options", options);
    metadata.put("postura.video", uri);
    metadata.put("postura.video.identity", identity.toString());
    metadata.put("postura.time_base", timeBase(info));
    metadata.put("postura.times_invented", Boolean.toString(info.timesInvented()));
    metadata.put("postura.cpu", CpuLevel.name());
    return metadata;
  }

  static LedgerEntry.VideoFacts facts(VideoInfo info) {
    return new LedgerEntry.VideoFacts(
        info.format(),
        info.codec(),
        timeBase(info),
        info.width(),
        info.height(),
        info.orientation().name().toLowerCase(java.util.Locale.ROOT),
        info.durationUs(),
        info.photo(),
        info.timesInvented(),
        info.streams().isEmpty() ? null : info.streams());
  }

  private static String timeBase(VideoInfo info) {
    return info.timeBaseNum() + "/" + info.timeBaseDen();
  }

  /** The version of postura, from its jar's manifest; "dev" when run from classes. */
  public static String version() {
    String version = FileMetadata.class.getPackage().getImplementationVersion();
    return version == null ? "dev" : version;
  }
}

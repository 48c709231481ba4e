package org.postura.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class PacketCutterTest {
  private static final double MOST_SECONDS = 8;
  private static final int MOST_VIDEOS = 200;

  private static List<Packet> cut(List<PlannedVideo> videos, double secondsPerByte)
      throws IOException {
    List<Packet> packets = new ArrayList<>();
    PacketCutter cutter = new PacketCutter(secondsPerByte, packets::add);
    double before = 0;
    for (PlannedVideo video : videos) {
      cutter.add(video);
      assertTrue(cutter.seconds() > before, "nothing is for nothing");
      before = cutter.seconds();
    }
    cutter.end();
    cutter.end();
    assertEquals(packets.size(), cutter.packets());
    return packets;
  }

  private static double seconds(List<PlannedVideo> videos, double secondsPerByte)
      throws IOException {
    PacketCutter cutter = new PacketCutter(secondsPerByte, packet -> {});
    for (PlannedVideo video : videos) {
      cutter.add(video);
    }
    return cutter.seconds();
  }

  @Property
  void nothingIsLostAndPacketsAreBounded(
      @ForAll("videos") List<PlannedVideo> videos,
      @ForAll @IntRange(max = 100) int microsecondsPerByte)
      throws IOException {
    double secondsPerByte = microsecondsPerByte / 1e6;
    List<Packet> packets = cut(videos, secondsPerByte);

    List<PlannedVideo> all = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    for (Packet packet : packets) {
      all.addAll(packet.videos());
      ids.add(packet.id());
      int size = packet.videos().size();
      assertTrue(size >= 1 && size <= MOST_VIDEOS, "videos: " + size);
      if (size > 1) {
        double cost = seconds(packet.videos(), secondsPerByte);
        assertTrue(cost <= MOST_SECONDS + 1e-6, "seconds: " + cost);
      }
      assertEquals(packet, Packet.parse(packet.line()));
    }
    assertEquals(videos, all, "all of them in their order");
    assertEquals(ids.size(), new HashSet<>(ids).size());
    assertEquals(ids.stream().sorted().toList(), ids);
  }

  @Provide
  Arbitrary<List<PlannedVideo>> videos() {
    return Combinators.combine(
            Arbitraries.of("jpg", "JPEG", "mp4", "heic", "mkv", "", "a.b"),
            Arbitraries.longs().between(0, 1L << 34),
            Arbitraries.strings().ofMaxLength(5))
        .as(
            (extension, size, name) ->
                new PlannedVideo(
                    "/v/" + name + "." + extension,
                    name,
                    size,
                    0,
                    null,
                    Reason.NEW,
                    null,
                    false,
                    false))
        .list()
        .ofMaxSize(500);
  }

  private static List<PlannedVideo> same(int count, String name, long size) {
    return java.util.Collections.nCopies(
        count, new PlannedVideo(name, name, size, 0, null, Reason.NEW, null, false, false));
  }

  @Example
  void fewVideosKeepAllWorkersBusy() throws IOException {
    assertEquals(16, cut(same(16, "a.mp4", 100_000), 0).size());
    assertTrue(cut(same(60, "a.jpg", 100_000), 0).size() >= 4);
  }

  @Example
  void manySmallVideosMakeFewPackets() throws IOException {
    int packets = cut(same(100_000, "a.jpg", 50_000), 0).size();

    assertTrue(packets < 1_000, "packets: " + packets);
  }

  @Example
  void whatEarlierRunsTookDecides() throws IOException {
    assertEquals(100, cut(same(100, "a.mp4", 1_000), 1e-3).size());
  }
}

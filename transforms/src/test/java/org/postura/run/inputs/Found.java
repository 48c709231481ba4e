package org.postura.run.inputs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What inputs stand for.
 *
 * @param videos all that was found
 * @param leftOut what was not looked at
 */
record Found(List<FoundVideo> videos, Map<String, Long> leftOut) {
  static Found by(String... inputs) {
    Inputs all = Inputs.of(List.of(inputs));
    List<FoundVideo> videos = new ArrayList<>();
    try {
      all.find(/* allowEmpty= */ true, videos::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Found(videos, all.leftOut());
  }

  /** Their paths, each of which must be there once. */
  Set<String> paths() {
    Set<String> paths = new TreeSet<>();
    for (FoundVideo video : videos) {
      if (!paths.add(video.path())) {
        throw new AssertionError(video.path() + " was found twice");
      }
    }
    return paths;
  }

  Set<String> searched() {
    return videos.stream()
        .filter(FoundVideo::searched)
        .map(FoundVideo::path)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Where they are; a file that was found twice stands there twice. */
  List<String> locations() {
    return videos.stream().map(video -> video.location().toString()).sorted().toList();
  }
}

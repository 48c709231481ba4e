package org.postura.landmarks.export;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Places in a list of people, for readers that know a person by the place: everybody keeps one from
 * the first frame to the last, and only then it may be somebody else's.
 */
final class Slots {
  private final Map<Integer, Integer> slotOf = new HashMap<>();
  private final int size;

  Slots(List<Track> tracks) {
    List<Long> lastOf = new ArrayList<>();
    for (Track track : tracks.stream().sorted(Comparator.comparingLong(Track::first)).toList()) {
      int slot = 0;
      while (slot < lastOf.size() && lastOf.get(slot) >= track.first()) {
        slot++;
      }
      if (slot == lastOf.size()) {
        lastOf.add(track.last());
      } else {
        lastOf.set(slot, track.last());
      }
      slotOf.put(track.person(), slot);
    }
    size = lastOf.size();
  }

  int size() {
    return size;
  }

  /** The person's place, or −1 for somebody who is left out. */
  int of(int person) {
    return slotOf.getOrDefault(person, -1);
  }
}

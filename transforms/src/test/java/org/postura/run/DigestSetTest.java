package org.postura.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class DigestSetTest {
  @Property
  void isASet(@ForAll @Size(max = 300) List<@LongRange(min = -5, max = 5) Long> halves) {
    DigestSet digests = new DigestSet();
    Set<Digest> expected = new HashSet<>();
    for (int i = 1; i < halves.size(); i++) {
      Digest digest = new Digest(halves.get(i - 1), halves.get(i));
      assertEquals(expected.add(digest), digests.add(digest), digest::toString);
    }
  }

  /** Their low bits are all the same. */
  @Example
  void manyThatFallIntoOnePlace() {
    DigestSet digests = new DigestSet();
    for (int round = 0; round < 2; round++) {
      for (long i = 0; i < 5_000; i++) {
        assertEquals(round == 0, digests.add(new Digest(i, 1L << 40)));
      }
    }
  }

  @Example
  void manyOfTexts() {
    DigestSet digests = new DigestSet();
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 20_000; i++) {
        assertEquals(round == 0, digests.add(Digest.of("gs://bucket/video-" + i + ".mp4")));
      }
    }
  }
}

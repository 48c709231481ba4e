package org.postura.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postura.store.Location;
import org.postura.store.Place;
import org.postura.store.Store;

class IdentityTest {
  private static final int END = 65_536;

  @TempDir Path folder;

  private Identity of(Place place, byte[] bytes) throws IOException {
    Location file = place.plain(folder).resolve("file");
    Store.replace(file, bytes);
    try (SeekableByteChannel channel = Store.open(file)) {
      return Identity.of(channel, 5);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, END - 1, END, END + 1, 2 * END - 1, 2 * END, 2 * END + 1, 5 * END})
  void sameBytesAreTheSameWhereverTheyLie(int size) throws IOException {
    byte[] bytes = new byte[size];
    new java.util.Random(size).nextBytes(bytes);
    Identity identity = of(Place.DISK, bytes);

    assertEquals(identity, of(Place.MEMORY, bytes));
    assertEquals(size, identity.sizeBytes());
    assertEquals(32, identity.hash().length());
    assertEquals(identity, Identity.parse(identity.toString()));
    for (int at : new int[] {0, Math.min(size, END) - 1, size - 1}) {
      if (at >= 0 && at < size) {
        bytes[at] ^= 1;
        assertNotEquals(identity.hash(), of(Place.DISK, bytes).hash(), "byte " + at);
        bytes[at] ^= 1;
      }
    }
  }

  @Test
  void whatIsNotKnown() {
    assertEquals("unknown", Identity.UNKNOWN.toString());
    for (String text : new String[] {"unknown", "", null, "x-1-", "-1-0-"}) {
      assertEquals(Identity.UNKNOWN, Identity.parse(text));
    }
    assertEquals(new Identity(3, 4, ""), Identity.parse("3-4-"));
  }
}

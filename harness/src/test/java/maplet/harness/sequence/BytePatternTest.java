package maplet.harness.sequence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BytePatternTest {
  private final BytePattern pattern = new BytePattern();

  @Test
  void aShorterPatternIsTheBeginningOfALonger() {
    byte[] longer = filled(7, 100);
    for (int size = 0; size < 100; size++) {
      assertArrayEquals(Arrays.copyOf(longer, size), filled(7, size));
    }
  }

  @Test
  void patternsDiffer() {
    assertFalse(Arrays.equals(filled(7, 16), filled(8, 16)));
    byte[] bytes = filled(7, 16);
    assertFalse(Arrays.equals(Arrays.copyOf(bytes, 8), Arrays.copyOfRange(bytes, 8, 16)));
  }

  @Test
  void nothingElseOfTheArrayChanges() {
    byte[] bytes = new byte[20];

    pattern.fill(7, bytes, 3, 13);

    assertArrayEquals(filled(7, 13), Arrays.copyOfRange(bytes, 3, 16));
    assertEquals(0, bytes[2]);
    assertEquals(0, bytes[16]);
  }

  private byte[] filled(long seed, int size) {
    byte[] bytes = new byte[size];
    pattern.fill(seed, bytes, 0, size);
    return bytes;
  }
}

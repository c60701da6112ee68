package maplet.harness.sequence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeededChoicesTest {
  @Test
  void theStreamIsSplitMix64() {
    // The reference implementation's first outputs for the seed 1234567.
    SeededChoices choices = new SeededChoices(1234567);

    assertEquals(6457827717110365317L, choices.bits());
    assertEquals(3203168211198807973L, choices.bits());
    assertEquals(-8629252141511181193L, choices.bits());
  }

  @Test
  void restartingGivesTheSameChoicesAgain() {
    SeededChoices choices = new SeededChoices(5);
    int first = choices.choose(1 << 20);
    long second = choices.chooseLong(1L << 50);

    choices.restart(5);

    assertEquals(first, choices.choose(1 << 20));
    assertEquals(second, choices.chooseLong(1L << 50));
  }

  @Test
  void choicesReachEveryValueBelowTheirBoundAndNoOther() {
    SeededChoices choices = new SeededChoices(0);
    Set<Integer> small = new HashSet<>();
    Set<Long> large = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      small.add(choices.choose(10));
      large.add(choices.chooseLong(10));
      assertEquals(0, choices.choose(1));
      assertTrue(choices.choose(Integer.MAX_VALUE) >= 0);
      assertTrue(choices.chooseLong(Long.MAX_VALUE) >= 0);
    }

    assertEquals(Set.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9), small);
    assertEquals(Set.of(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L), large);
  }

  @Test
  void partsOfAStreamHaveSeedsOfTheirOwn() {
    Set<Long> seeds = new HashSet<>();
    for (long seed = 0; seed < 10; seed++) {
      for (long index = 0; index < 100; index++) {
        seeds.add(SeededChoices.split(seed, index));
      }
    }

    assertEquals(1000, seeds.size());
    assertEquals(SeededChoices.split(3, 4), SeededChoices.split(3, 4));
  }
}

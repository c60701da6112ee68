package maplet.harness.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ScheduleTest {
  @Test
  void theFirstRoundsAreShortAndTheOthersMixed() {
    for (long seed = 0; seed < 1000; seed++) {
      assertEquals(20, Schedule.length(seed, 0));
      assertTrue(Schedule.length(seed, 1) < 80);
      assertTrue(Schedule.length(seed, 9) <= 20_000);
    }
    int shorts = 0;
    int longs = 0;
    int veryLong = 0;
    for (long seed = 0; seed < 10_000; seed++) {
      int length = Schedule.length(seed, 100);
      assertTrue(length >= 20 && (length <= 20_000 || length == 200_000), "length " + length);
      shorts += length < 100 ? 1 : 0;
      longs += length > 5_000 && length <= 20_000 ? 1 : 0;
      veryLong += length == 200_000 ? 1 : 0;
    }
    assertTrue(shorts > 1_000, "short: " + shorts);
    assertTrue(longs > 1_000, "long: " + longs);
    assertTrue(veryLong > 10 && veryLong < 100, "very long: " + veryLong);
  }

  @Test
  void aLengthIsTheSeedsAlone() {
    for (long seed = 0; seed < 100; seed++) {
      assertEquals(Schedule.length(seed, 20), Schedule.length(seed, 20));
    }
  }

  @Test
  void deadlinesComeOnce() {
    assertTrue(Deadline.in(0).passed());
    assertTrue(Deadline.in(0).passedSoon());
    assertTrue(!Deadline.NEVER.passed() && !Deadline.NEVER.passedSoon());
  }
}

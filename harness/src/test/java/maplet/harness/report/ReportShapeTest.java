package maplet.harness.report;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The judge of reports can fail.
class ReportShapeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "actual:",
        "actual: a frame, which is free,",
        "minimised: 1 operations (from 20)",
        "found: 1 times",
        "actual: 0x4 at height 0: Absent[]",
        "expected: null",
        "actual: in  destroy",
        "actual: done; ",
        "address: 0x8000000000000000",
        "actual: the call told 2 invalidations: ; of 0x1000"
      })
  void whatIsIllFormedIsSeen(String line) {
    assertThrows(AssertionError.class, () -> ReportShape.check(List.of("divergence: x", line)));
  }

  @Test
  void aWalkOfNothingIsSeen() {
    assertThrows(
        AssertionError.class, () -> ReportShape.check(List.of("walk of 0x0:", "  level 1: x")));
  }

  @Test
  void whatIsWellFormedPasses() {
    ReportShape.check(
        List.of(
            "divergence: entry",
            "address: 0x0",
            "minimised: 1 operation (from 20)",
            "actual: 0x4 at height 0; SH: 3 expected, 2 found",
            "walk of 0x0:",
            "  level 1: x",
            "      9:8   SH    0x2  shareability"));
  }
}

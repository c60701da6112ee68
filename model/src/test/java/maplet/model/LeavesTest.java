package maplet.model;

import static maplet.model.TestSpaces.PAGE;
import static maplet.model.TestSpaces.gpa;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/// Page sizes of linear mappings, as one letter for each page: s, m and l for small (4 KiB), middle
/// (16 KiB) and large (64 KiB) leaves, a dot for none. The address space begins 64 KiB-aligned.
class LeavesTest {
  private static final Environment HOST = new TestHost(0);
  private static final int RAM = TestSpaces.RAM.code();
  private static final int RO = TestSpaces.RO.code();

  private final Rules rules = TestSpaces.rules();

  private String leaves(int pages) {
    StringBuilder text = new StringBuilder();
    for (int page = 0; page < pages; page++) {
      boolean mapped = rules.translate(gpa(page), Access.READ) == Status.TRANSLATED;
      text.append(
          !mapped
              ? "."
              : switch ((int) (rules.pageSize() / PAGE)) {
                case 1 -> "s";
                case 4 -> "m";
                default -> "l";
              });
    }
    return text.toString();
  }

  private void map(int page, int hostPage, int pages) {
    assertEquals(Status.DONE, rules.mapLinear(gpa(page), hostPage * PAGE, pages * PAGE, RAM, HOST));
  }

  @Test
  void leavesGrowToTheLargestAndShrinkAgain() {
    map(3, 3, 40);
    assertEquals("...smmmmmmmmmmmmllllllllllllllllmmmmmmmmsss.", leaves(44));
  }

  @Test
  void theHostAddressLimitsTheLeafSize() {
    map(0, 4, 16);
    map(16, 1, 16);
    map(32, 16, 16);
    assertEquals("mmmmmmmmmmmmmmmmssssssssssssssssllllllllllllllll", leaves(48));
  }

  @Test
  void allocatedPagesHaveTheGranule() {
    rules.mapAllocated(gpa(0), 16 * PAGE, RAM, true, HOST);
    assertEquals("ssssssssssssssss", leaves(16));
  }

  @Test
  void unmappingAPageSplitsTheLeafAroundItOnly() {
    map(0, 0, 32);
    rules.unmap(gpa(5), PAGE, HOST);
    assertEquals("mmmms.ssmmmmmmmmllllllllllllllll", leaves(32));
  }

  @Test
  void unmappingWholeLeavesSplitsNothing() {
    map(0, 0, 48);
    rules.unmap(gpa(16), 16 * PAGE, HOST);
    assertEquals("llllllllllllllll................llllllllllllllll", leaves(48));
  }

  @Test
  void unmappingAcrossABoundarySplitsBothSides() {
    map(0, 0, 32);
    rules.unmap(gpa(14), 6 * PAGE, HOST);
    assertEquals("mmmmmmmmmmmmss......mmmmmmmmmmmm", leaves(32));
  }

  @Test
  void protectingSplitsAndNeverJoins() {
    map(0, 0, 16);
    rules.protect(gpa(2), 6 * PAGE, RO, HOST);
    assertEquals("ssssmmmmmmmmmmmm", leaves(16));
    rules.protect(gpa(0), 16 * PAGE, RAM, HOST);
    assertEquals("ssssmmmmmmmmmmmm", leaves(16));
    assertEquals(2, rules.mappings().size());
    assertEquals(3, rules.areas().size());
  }

  @Test
  void protectingWholeLeavesKeepsThem() {
    map(0, 0, 32);
    rules.protect(gpa(16), 16 * PAGE, RO, HOST);
    assertEquals("llllllllllllllllllllllllllllllll", leaves(32));
  }
}

package maplet.harness.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import maplet.impl.memory.EventLog;
import maplet.model.arch.Regimes;
import org.junit.jupiter.api.Test;

/// Why an invalidation that was told isn't the one that is missing.
class InvalidationAccountTest {
  private static final String ARM = "aarch64-4k-ipa40-l1";

  private final EventLog events = new EventLog();

  private String account(String regime, boolean needsAll, int since, int due) {
    PendingInvalidations.Range missing =
        new PendingInvalidations.Range(0x40_0000, 0x60_0000, needsAll, since);
    return new InvalidationAccount(Regimes.find(regime).maintenance())
        .text(events, missing, due, "the frame was freed");
  }

  private void told(long operand) {
    events.add(EventLog.INVALIDATE_ADDRESS, operand, 0, 0);
  }

  @Test
  void noneWasTold() {
    events.add(EventLog.STORE, 0, 0, 0);
    assertEquals("the call told no invalidation", account(ARM, false, 0, 1));
  }

  @Test
  void oneLiesElsewhere() {
    told(0x700);
    assertEquals(
        "the call told 1 invalidation: of 0x700000 (operand 0x700), outside of [0x400000,"
            + " 0x600000)",
        account(ARM, false, -1, 1));
  }

  @Test
  void theOperandIsTheAddressItself() {
    told(0x40_0000);
    assertEquals(
        "the call told 1 invalidation: of 0x400000000 (operand 0x400000), outside of [0x400000,"
            + " 0x600000); the operand isn't shifted right by 12 bits",
        account(ARM, false, -1, 1));
  }

  @Test
  void onesAreTooEarlyOrTooLate() {
    told(0x400);
    events.add(EventLog.STORE, 0, 0, 0);
    events.add(EventLog.FREE, 0, 0, 0);
    events.add(EventLog.INVALIDATE_ALL, 0, 0, 0);
    assertEquals(
        "the call told 2 invalidations: of 0x400000 (operand 0x400), before the entry was stored;"
            + " of the whole address space, after the frame was freed",
        account(ARM, false, 1, 2));
  }

  @Test
  void oneByAddressDoesNotReachTables() {
    told(0x40_0000 >> 2);
    assertEquals(
        "the call told 1 invalidation: of 0x400000 (operand 0x100000), which doesn't reach table"
            + " entries",
        account("riscv-sv39x4", true, -1, 1));
  }

  @Test
  void eptHasNoneByAddress() {
    told(0x40_0000);
    assertEquals(
        "the call told 1 invalidation: by address, operand 0x400000, which this architecture hasn't"
            + " got",
        account("ept-4", false, -1, 1));
  }

  @Test
  void ofManyTheFirstAreListed() {
    for (int i = 0; i < 6; i++) {
      told(i);
    }
    String text = account(ARM, false, -1, 6);
    assertEquals(
        true, text.startsWith("the call told 6 invalidations: of 0x0 (operand 0x0)"), text);
    assertEquals(true, text.endsWith("; and 2 more"), text);
  }
}

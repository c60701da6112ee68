package maplet.model.arch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HypervisorRegistersTest {
  /// Roots of 512 entries, of sixteen tables, of 128 bytes, of two entries, and with a base of 52
  /// bits.
  @ParameterizedTest
  @CsvSource({
    "ept-4, EPTP, 0x1000",
    "aarch64-4k-ipa48-l0, VTTBR_EL2, 0x1000",
    "aarch64-4k-ipa40-l1, VTTBR_EL2, 0x2000",
    "aarch64-4k-ipa43-l1, VTTBR_EL2, 0x10000",
    "aarch64-4k-ipa25-l2, VTTBR_EL2, 0x80",
    "aarch64-4k-ipa31-l1, VTTBR_EL2, 0x10",
    "aarch64-4k-ipa52-lm1-lpa2-fwb-xnx-hd, VTTBR_EL2, 0x80",
    "aarch64-4k-ipa49-lm1-lpa2, VTTBR_EL2, 0x40",
    "aarch64-el2-4k-va39, TTBR0_EL2, 0x1000",
    "aarch64-el2-4k-va40-pa40, TTBR0_EL2, 0x40",
    "riscv-sv39x4, hgatp, 0x4000"
  })
  void theRootIsAlignedAsItsRegisterAsks(String id, String root, String alignment) {
    HypervisorRegisters registers = Regimes.find(id).registers();
    assertEquals(root, registers.root());
    assertEquals(Long.decode(alignment), registers.rootAlignment());
  }

  /// What Maplet allocates for a root suits every register.
  @Test
  void anAllocatedRootIsAlignedEnough() {
    for (Regime regime : Regimes.all()) {
      assertEquals(0, regime.rootAlignment() % regime.registers().rootAlignment(), regime::id);
      assertTrue(!regime.registers().cause().isEmpty() && !regime.registers().detail().isEmpty());
    }
  }
}

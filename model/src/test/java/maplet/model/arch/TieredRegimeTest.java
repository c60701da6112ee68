package maplet.model.arch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import maplet.model.Attributes;
import maplet.model.MemoryType;
import maplet.model.Permissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Operands that no entry can be made of are refused, and named.
class TieredRegimeTest {
  private static final long MIB_2 = 2L << 20;

  @ParameterizedTest
  @ValueSource(strings = {"ept-4", "aarch64-4k-ipa48-l0", "riscv-sv48x4-svpbmt"})
  void heightsAreThoseOfTheTables(String id) {
    Regime regime = Regimes.find(id);
    for (int height : new int[] {-1, 4}) {
      String expected = "height (%d) must be from 0 to 3".formatted(height);
      assertRefused(expected, () -> regime.decode(0, height));
      assertRefused(expected, () -> regime.format(0, height));
      assertRefused(expected, () -> regime.encodeLeaf(0, Attributes.RAM, height));
      assertRefused(expected, () -> regime.encodeTable(0, height));
    }
    for (int height = 0; height < 4; height++) {
      assertEquals(new Entry.Absent(), regime.decode(0, height));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ept-4", "aarch64-4k-ipa48-l0", "riscv-sv48x4-svpbmt"})
  void leavesLieAtMultiplesOfTheirSizeBelowTheLimit(String id) {
    Regime regime = Regimes.find(id);
    long limit = regime.capabilities().outputLimit();
    Attributes ram = Attributes.RAM;
    assertEquals(
        new Entry.Leaf(limit - MIB_2, ram), regime.decode(leaf(regime, limit - MIB_2, 1), 1));
    assertEquals(
        new Entry.Leaf(limit - 4096, ram), regime.decode(leaf(regime, limit - 4096, 0), 0));
    assertRefused("hpa (0x1000) must be a multiple of 0x200000", () -> leaf(regime, 4096, 1));
    assertRefused("hpa (0x800) must be a multiple of 0x1000", () -> leaf(regime, 2048, 0));
    assertRefused(
        "hpa (0x%x) must be a multiple of 0x1000 below 2^".formatted(limit),
        () -> leaf(regime, limit, 0));
    assertRefused("must be a multiple of 0x1000 below 2^", () -> leaf(regime, -4096, 0));
  }

  private static long leaf(Regime regime, long hpa, int height) {
    return regime.encodeLeaf(hpa, Attributes.RAM, height);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ept-4", "aarch64-4k-ipa48-l0", "riscv-sv48x4-svpbmt"})
  void tablesLieAtMultiplesOfTheGranuleBelowTheLimit(String id) {
    Regime regime = Regimes.find(id);
    long limit = regime.capabilities().outputLimit();
    long last = limit - 4096;
    assertEquals(new Entry.Table(last), regime.decode(regime.encodeTable(last, 1), 1));
    assertEquals(new Entry.Table(0x5000), regime.decode(regime.encodeTable(0x5000, 3), 3));
    assertRefused(id + " has no table entries of height 0", () -> regime.encodeTable(0x5000, 0));
    assertRefused(
        "table (0x5008) must be a multiple of 0x1000 below 0x%x".formatted(limit),
        () -> regime.encodeTable(0x5008, 1));
    assertRefused("table (0x%x) must be".formatted(limit), () -> regime.encodeTable(limit, 1));
  }

  @Test
  void whatARegimeHasNotIsRefused() {
    Regime ept = Regimes.find("ept-4");
    assertRefused("ept-4 has no leaves of height 3", () -> leaf(ept, 0, 3));
    Attributes writeOnly =
        new Attributes(new Permissions(Permissions.WRITE), MemoryType.WRITE_BACK);
    assertRefused(
        "ept-4 can't represent -w- write-back; it can: [", () -> ept.encodeLeaf(0, writeOnly, 0));
  }

  private static void assertRefused(String expected, Executable call) {
    String message = assertThrows(IllegalArgumentException.class, call).getMessage();
    assertTrue(message.contains(expected), message);
  }
}

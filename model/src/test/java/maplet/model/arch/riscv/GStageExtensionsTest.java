package maplet.model.arch.riscv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import java.util.Optional;
import maplet.model.Access;
import maplet.model.Attributes;
import maplet.model.FaultKind;
import maplet.model.arch.Entry;
import maplet.model.arch.HardwareFlags;
import maplet.model.arch.Regime;
import maplet.model.arch.Regimes;
import maplet.model.arch.SparseMemory;
import maplet.model.arch.WalkResult;
import maplet.model.arch.WalkResult.Update;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GStageExtensionsTest {
  private static final Regime SVADU = Regimes.find("riscv-sv39x4-svadu");
  private static final Regime SVNAPOT = Regimes.find("riscv-sv39x4-svnapot");
  private static final long ROOT = 0x10_0000L;
  private static final long GPA = 0x123_4567_89abL;
  private static final long N = 1L << 63;

  @ParameterizedTest
  @CsvSource({
    "0x1f, READ, 0x5f",
    "0x1f, EXECUTE, 0x5f",
    "0x1f, WRITE, 0xdf",
    "0x5f, WRITE, 0xdf",
    "0x9f, READ, 0xdf"
  })
  void withSvaduHardwareSetsTheFlagsThatAreClear(String word, Access access, String after) {
    for (int height = 0; height < 3; height++) {
      SparseMemory memory = new SparseMemory();
      long entry = memory.put(SVADU, ROOT, GPA, height, Long.decode(word));
      WalkResult.Reached reached =
          assertInstanceOf(WalkResult.Reached.class, SVADU.walk(memory, ROOT, GPA, access));
      assertEquals(List.of(new Update(entry, Long.decode(after))), reached.updates());
    }
  }

  @ParameterizedTest
  @CsvSource({"0x5f, READ", "0xdf, WRITE"})
  void flagsThatAreSetStay(String word, Access access) {
    SparseMemory memory = new SparseMemory();
    memory.put(SVADU, ROOT, GPA, 0, Long.decode(word));
    WalkResult.Reached reached =
        assertInstanceOf(WalkResult.Reached.class, SVADU.walk(memory, ROOT, GPA, access));
    assertEquals(List.of(), reached.updates());
  }

  @Test
  void withSvaduNoFlagEverFaultsAndNewLeavesAreClean() {
    assertEquals(new HardwareFlags(0x40, 0x80, 0, false), SVADU.hardwareFlags());
    assertEquals(0x1f, SVADU.encodeLeaf(0, Attributes.RAM, 0));
    assertEquals(
        Optional.of("hardware sets A and D (Svadu)"), SVADU.whyNever(FaultKind.ACCESS_FLAG, 0));
    assertEquals(Optional.empty(), SVNAPOT.whyNever(FaultKind.ACCESS_FLAG, 2));
    assertEquals(HardwareFlags.NONE, SVNAPOT.hardwareFlags());
  }

  @Test
  void aNapotLeafMapsSixteenGranules() {
    long word = N | 0x4000_0000L >> 2 | 1L << 13 | 0xdf;
    SparseMemory memory = new SparseMemory();
    memory.put(SVNAPOT, ROOT, GPA, 0, word);
    WalkResult.Reached reached =
        assertInstanceOf(WalkResult.Reached.class, SVNAPOT.walk(memory, ROOT, GPA, Access.READ));
    assertEquals(0x4000_0000L | GPA & 0xffff, reached.hpa());
    assertEquals(0x1_0000, reached.pageSize());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 4, 7, 9, 12, 15})
  void otherPageNumbersWithNAreReserved(long low) {
    assertReserved(SVNAPOT, N | low << 10 | 0xdf, 0);
  }

  @Test
  void nIsReservedInSuperpagesPointersAndWithoutTheExtension() {
    assertReserved(SVNAPOT, N | 0xdf, 1);
    assertReserved(SVNAPOT, N | 0x1401, 1);
    assertReserved(SVADU, N | 1L << 13 | 0xdf, 0);
  }

  @Test
  void sv57x4HasFiveLevelsAndAGuestAddressOf59Bits() {
    Regime regime = Regimes.find("riscv-sv57x4");
    assertEquals(59, regime.capabilities().inputBits());
    assertEquals(List.of(12, 21, 30, 39, 48), regime.capabilities().pageShifts());
    WalkResult walk = regime.walk(new SparseMemory(), ROOT, (1L << 59) - 8, Access.READ);
    assertEquals(ROOT + 4 * 4096 - 8, walk.steps().getFirst().address());
    assertEquals(4, regime.level(regime.levels() - 1));
  }

  private static void assertReserved(Regime regime, long word, int height) {
    Entry.Reserved reserved = assertInstanceOf(Entry.Reserved.class, regime.decode(word, height));
    assertEquals(FaultKind.MISCONFIGURATION, reserved.fault());
  }
}

package maplet.model.arch.aarch64;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import maplet.model.Access;
import maplet.model.Attributes;
import maplet.model.FaultKind;
import maplet.model.MemoryType;
import maplet.model.Permissions;
import maplet.model.arch.Entry;
import maplet.model.arch.Regime;
import maplet.model.arch.Regimes;
import maplet.model.arch.SparseMemory;
import maplet.model.arch.WalkResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class El2Stage1Test {
  private static final Regime EL2 = Regimes.find("aarch64-el2-4k-va48");
  private static final long ROOT = 0x100_0000L;
  private static final long VA = 0x1234_5678_9abcL;

  @ParameterizedTest
  @CsvSource({
    "rwx, write-back, 0x747",
    "rw-, write-back, 0x40000000000747",
    "r-x, write-back, 0x7c7",
    "r--, write-back, 0x400000000007c7",
    "rw-, device, 0x40000000000443",
    "rw-, write-through, 0x4000000000074b",
    "rw-, non-cacheable, 0x4000000000074f"
  })
  void pagesAreTheGoldenWords(String permissions, String type, String word) {
    Attributes attributes = new Attributes(Permissions.parse(permissions), MemoryType.parse(type));
    assertEquals(Long.decode(word), EL2.encodeLeaf(0, attributes, 0));
    assertEquals(Long.decode(word) & ~2L | 1L << 30, EL2.encodeLeaf(1L << 30, attributes, 2));
    assertEquals(new Entry.Leaf(0, attributes), EL2.decode(Long.decode(word), 0));
  }

  @Test
  void anotherMairGivesAnIndexAnotherType() {
    Regime regime = Regimes.find("aarch64-el2-4k-va39-mair00000000000400ff");
    assertEquals(0x743, regime.encodeLeaf(0, Attributes.RAM, 0));
    Attributes device = new Attributes(Permissions.RW, MemoryType.DEVICE);
    assertEquals(0x40_0000_0000_0447L, regime.encodeLeaf(0, device, 0));
    Attributes through = new Attributes(Permissions.RW, MemoryType.WRITE_THROUGH);
    assertThrows(IllegalArgumentException.class, () -> regime.encodeLeaf(0, through, 0));
  }

  @ParameterizedTest
  @CsvSource({"62, WRITE, PERMISSION", "60, EXECUTE, PERMISSION", "60, USER_EXECUTE, PERMISSION"})
  void tablesRestrictAllBelowThem(int bit, Access access, FaultKind kind) {
    for (int height = 1; height < 4; height++) {
      SparseMemory memory = new SparseMemory();
      memory.map(EL2, ROOT, VA, 0x5000, Attributes.RAM, 0);
      WalkResult before = EL2.walk(memory, ROOT, VA, access);
      WalkResult.Step table = before.steps().get(3 - height);
      memory.write(table.address(), table.word() | 1L << bit);
      WalkResult.Faulted fault =
          assertInstanceOf(WalkResult.Faulted.class, EL2.walk(memory, ROOT, VA, access));
      assertEquals(kind, fault.kind());
      assertEquals(3, fault.level());
      WalkResult.Reached read =
          assertInstanceOf(WalkResult.Reached.class, EL2.walk(memory, ROOT, VA, Access.READ));
      int lost = (bit == 62 ? Permissions.WRITE : Permissions.EXECUTE);
      assertEquals(Permissions.RWX.bits() & ~lost, read.attributes().permissions().bits());
    }
  }

  @Test
  void theAccessFlagIsLookedAtBeforePermissions() {
    SparseMemory memory = new SparseMemory();
    memory.put(EL2, ROOT, VA, 0, 0x7c7 & ~0x400L);
    WalkResult.Faulted fault =
        assertInstanceOf(WalkResult.Faulted.class, EL2.walk(memory, ROOT, VA, Access.WRITE));
    assertEquals(FaultKind.ACCESS_FLAG, fault.kind());
    assertEquals(0x9600004bL, EL2.syndrome(fault, Access.WRITE, VA).cause());
    assertEquals(VA, EL2.syndrome(fault, Access.WRITE, VA).detail());
  }

  @ParameterizedTest
  @CsvSource({
    "aarch64-el2-4k-va25, 2",
    "aarch64-el2-4k-va39, 3",
    "aarch64-el2-4k-va40, 4",
    "aarch64-el2-16k-va36, 2",
    "aarch64-el2-16k-va37, 3",
    "aarch64-el2-64k-va29, 1",
    "aarch64-el2-64k-va43, 3"
  })
  void theInitialLevelFollowsFromTheSize(String name, int levels) {
    assertEquals(levels, Regimes.find(name).levels());
    assertEquals(1, Regimes.find(name).rootFrames());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aarch64-el2-4k",
        "aarch64-el2-va48",
        "aarch64-el2-4k-va24",
        "aarch64-el2-4k-va49",
        "aarch64-el2-4k-va48-pa33",
        "aarch64-el2-4k-va48-pa48",
        "aarch64-el2-4k-va48-mair0",
        "aarch64-el2-4k-va48-mair0000000000000000",
        "aarch64-el2-4k-va48-mair0000000044bbff04"
      })
  void otherNamesAreRefused(String name) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Regimes.find(name)).getMessage();
    assertTrue(message.contains(name), message);
  }
}

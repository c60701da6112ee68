package maplet.model.arch.aarch64;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
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
import maplet.model.arch.Words;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Stage2Test {
  private static final Regime FOUR_LEVELS = Regimes.find("aarch64-4k-ipa48-l0");
  private static final long ROOT = 0x10_0000L;
  private static final long XN = 1L << 54;
  private static final long AF = 1L << 10;

  @ParameterizedTest
  @CsvSource({
    "rwx, write-back, 0, 0x7ff, false",
    "rw-, write-back, 0, 0x7ff, true",
    "r--, write-back, 0, 0x77f, true",
    "r-x, write-back, 0, 0x77f, false",
    "-w-, write-back, 0, 0x7bf, true",
    "--x, write-back, 0, 0x73f, false",
    "rwx, write-back, 1, 0x7fd, false",
    "rwx, write-back, 2, 0x7fd, false",
    "rw-, device, 0, 0x4c7, true",
    "rw-, non-cacheable, 0, 0x7d7, true",
    "rw-, write-through, 0, 0x7eb, true"
  })
  void leavesAreTheGoldenWords(
      String permissions, String type, int height, String word, boolean never) {
    Attributes attributes = new Attributes(Permissions.parse(permissions), MemoryType.parse(type));
    long address = 1L << 47;
    assertEquals(
        address | Long.decode(word) | (never ? XN : 0),
        FOUR_LEVELS.encodeLeaf(address, attributes, height));
  }

  @Test
  void tablesHaveNoAttributes() {
    assertEquals(0x5003, FOUR_LEVELS.encodeTable(0x5000, 3));
  }

  /// The manual's table of descriptor types.
  private static Class<? extends Entry> type(long word, int level) {
    return switch ((int) (word & 3)) {
      case 0, 2 -> Entry.Absent.class;
      case 1 -> level == 1 || level == 2 ? Entry.Leaf.class : Entry.Reserved.class;
      default -> level == 3 ? Entry.Leaf.class : Entry.Table.class;
    };
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void wordsMeanWhatTheManualSays(int height) {
    Words.withFewBits(word -> assertMeaning(word, height));
    Words.near(0x7ff, word -> assertMeaning(word, height));
    Words.near(0x7fd, word -> assertMeaning(word, height));
  }

  private static void assertMeaning(long word, int height) {
    Entry entry = FOUR_LEVELS.decode(word, height);
    assertInstanceOf(type(word, 3 - height), entry, () -> "0x%x".formatted(word));
    if (entry instanceof Entry.Leaf(long address, Attributes attributes)) {
      assertEquals(word << 16 >>> 16 + 12 + 9 * height, address >>> 12 + 9 * height);
      assertEquals((word & 0x40) != 0, (attributes.permissions().bits() & Permissions.READ) != 0);
      assertEquals((word & 0x80) != 0, (attributes.permissions().bits() & Permissions.WRITE) != 0);
      assertEquals((word & XN) == 0, (attributes.permissions().bits() & Permissions.EXECUTE) != 0);
    }
  }

  /// Outer cacheability in rows, inner in columns; the weaker counts.
  @Test
  void theWeakerOfInnerAndOuterIsTheMemoryType() {
    List<String> types =
        List.of(
            "device",
            "device",
            "device",
            "device",
            "non-cacheable",
            "non-cacheable",
            "non-cacheable",
            "non-cacheable",
            "non-cacheable",
            "non-cacheable",
            "write-through",
            "write-through",
            "non-cacheable",
            "non-cacheable",
            "write-through",
            "write-back");
    for (int memAttr = 0; memAttr < 16; memAttr++) {
      long word = 0x7c3 | (long) memAttr << 2;
      Entry.Leaf leaf = assertInstanceOf(Entry.Leaf.class, FOUR_LEVELS.decode(word, 0));
      assertEquals(types.get(memAttr), leaf.attributes().memoryType().toString());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void anInvalidDescriptorIsATranslationFaultAtItsLevel(int height) {
    assertFault(FaultKind.TRANSLATION, height, walk(FOUR_LEVELS, height, 0x7fe, Access.READ));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3})
  void aBlockWhereThereAreNoneIsATranslationFault(int height) {
    assertFault(FaultKind.TRANSLATION, height, walk(FOUR_LEVELS, height, 0x7fd, Access.READ));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void aClearAccessFlagFaultsBeforeThePermissions(int height) {
    long leaf = FOUR_LEVELS.encodeLeaf(0, Attributes.RAM, height) & ~AF & ~0xc0L | XN;
    for (Access access : Access.values()) {
      assertFault(FaultKind.ACCESS_FLAG, height, walk(FOUR_LEVELS, height, leaf, access));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void executionNeedsNoReadPermission(int height) {
    Attributes executeOnly =
        new Attributes(new Permissions(Permissions.EXECUTE), MemoryType.WRITE_BACK);
    long leaf = FOUR_LEVELS.encodeLeaf(0, executeOnly, height);
    assertInstanceOf(WalkResult.Reached.class, walk(FOUR_LEVELS, height, leaf, Access.EXECUTE));
    assertFault(FaultKind.PERMISSION, height, walk(FOUR_LEVELS, height, leaf, Access.READ));
    assertFault(FaultKind.PERMISSION, height, walk(FOUR_LEVELS, height, leaf, Access.WRITE));
  }

  @ParameterizedTest
  @CsvSource({"40, 2", "41, 4", "42, 8", "43, 16"})
  void aConcatenatedRootIsOneTable(int inputBits, int tables) {
    Regime regime = Regimes.find("aarch64-4k-ipa%d-l1".formatted(inputBits));
    long top = (1L << inputBits) - 4096;
    WalkResult walk = regime.walk(new SparseMemory(), ROOT, top, Access.READ);
    assertEquals(ROOT + tables * 4096L - 8, walk.steps().getFirst().address());
    assertEquals(1, ((WalkResult.Faulted) walk).level());
  }

  @Test
  void aRootThatIsSmallerThanATableIsIndexedByTheBitsThatAreLeft() {
    Regime regime = Regimes.find("aarch64-4k-ipa40-l0");
    WalkResult walk = regime.walk(new SparseMemory(), ROOT, (1L << 40) - 8, Access.READ);
    assertEquals(ROOT + 8, walk.steps().getFirst().address());
  }

  private static WalkResult walk(Regime regime, int height, long word, Access access) {
    long ipa = 0x7f12_3456_7abcL;
    SparseMemory memory = new SparseMemory();
    memory.put(regime, ROOT, ipa, height, word);
    return regime.walk(memory, ROOT, ipa, access);
  }

  private static void assertFault(FaultKind kind, int height, WalkResult walk) {
    WalkResult.Faulted fault = assertInstanceOf(WalkResult.Faulted.class, walk);
    assertEquals(kind, fault.kind());
    assertEquals(height, fault.height());
    assertEquals(3 - height, fault.level());
  }
}

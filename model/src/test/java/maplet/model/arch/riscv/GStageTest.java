package maplet.model.arch.riscv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

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

class GStageTest {
  private static final Regime PLAIN = Regimes.find("riscv-sv48x4");
  private static final Regime SVPBMT = Regimes.find("riscv-sv48x4-svpbmt");
  private static final long ROOT = 0x10_0000L;
  private static final long PPN_STEP = 1L << 10;

  @ParameterizedTest
  @CsvSource({
    "r--, write-back, 0xd3, 0",
    "rw-, write-back, 0xd7, 0",
    "r-x, write-back, 0xdb, 0",
    "rwx, write-back, 0xdf, 0",
    "--x, write-back, 0xd9, 0",
    "rw-, non-cacheable, 0xd7, 1",
    "rw-, device, 0xd7, 2"
  })
  void leavesAreTheGoldenWords(String permissions, String type, String word, long pbmt) {
    Attributes attributes =
        new Attributes(Permissions.parse(permissions), MemoryType.parse(type));
    long address = 1L << 55;
    for (int height = 0; height < 4; height++) {
      assertEquals(
          address >>> 2 | Long.decode(word) | pbmt << 61,
          SVPBMT.encodeLeaf(address, attributes, height));
    }
  }

  @Test
  void pointersHaveTheValidBitOnly() {
    assertEquals(0x1401, PLAIN.encodeTable(0x5000, 3));
  }

  /// Steps 3 to 5 once more, in another form.
  private static Class<? extends Entry> meaning(long word, int height, boolean svpbmt) {
    boolean leaf = (word & 0b1010) != 0;
    boolean reserved =
        (word & 0b0110) == 0b0100
            || (word & 0x9fc0_0000_0000_0000L) != 0
            || (!svpbmt || !leaf) && (word >>> 61 & 3) != 0
            || svpbmt && (word >>> 61 & 3) == 3
            || !leaf && ((word & 0xd0) != 0 || height == 0)
            || leaf && (word >>> 10 & (1L << 9 * height) - 1) != 0;
    if ((word & 1) == 0) {
      return Entry.Absent.class;
    }
    return reserved ? Entry.Reserved.class : leaf ? Entry.Leaf.class : Entry.Table.class;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void wordsMeanWhatTheManualSays(int height) {
    Words.withFewBits(word -> assertMeaning(word, height));
    Words.near(0xdf, word -> assertMeaning(word, height));
    Words.near(0x01, word -> assertMeaning(word, height));
  }

  private static void assertMeaning(long word, int height) {
    assertInstanceOf(
        meaning(word, height, false), PLAIN.decode(word, height), () -> "0x%x".formatted(word));
    assertInstanceOf(
        meaning(word, height, true), SVPBMT.decode(word, height), () -> "0x%x".formatted(word));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void anInvalidEntryIsATranslationFaultAtItsLevel(int height) {
    assertFault(FaultKind.TRANSLATION, height, 0xde, Access.READ);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void reservedEncodingsAreMisconfigurations(int height) {
    assertFault(FaultKind.MISCONFIGURATION, height, 0xd5, Access.WRITE);
    assertFault(FaultKind.MISCONFIGURATION, height, 0xdf | 1L << 54, Access.READ);
    assertFault(FaultKind.MISCONFIGURATION, height, 0xdf | 1L << 63, Access.READ);
    assertFault(FaultKind.MISCONFIGURATION, height, 0xdf | 1L << 61, Access.READ);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void aMisalignedSuperpageIsAMisconfiguration(int height) {
    assertFault(FaultKind.MISCONFIGURATION, height, 0xdf | PPN_STEP, Access.READ);
    long largest = PPN_STEP << 9 * height - 1;
    assertFault(FaultKind.MISCONFIGURATION, height, 0xdf | largest, Access.READ);
  }

  @Test
  void aPointerAtTheLastLevelIsAMisconfiguration() {
    assertFault(FaultKind.MISCONFIGURATION, 0, 0x1401, Access.READ);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void aLeafThatIsNotTheUsersGrantsNothing(int height) {
    for (Access access : Access.values()) {
      assertFault(FaultKind.PERMISSION, height, 0xcf, access);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void accessedAndDirtyAreSoftwaresToSet(int height) {
    assertFault(FaultKind.ACCESS_FLAG, height, 0x9f, Access.READ);
    assertFault(FaultKind.ACCESS_FLAG, height, 0x5f, Access.WRITE);
    assertInstanceOf(WalkResult.Reached.class, walk(height, 0x5f, Access.READ));
    assertInstanceOf(WalkResult.Reached.class, walk(height, 0x5f, Access.EXECUTE));
  }

  @Test
  void theGlobalBitIsIgnored() {
    assertEquals(PLAIN.decode(0xdf, 0), PLAIN.decode(0xff, 0));
  }

  @Test
  void theRootHasFourTables() {
    WalkResult walk = PLAIN.walk(new SparseMemory(), ROOT, (1L << 50) - 8, Access.READ);
    assertEquals(ROOT + 4 * 4096 - 8, walk.steps().getFirst().address());
  }

  private static WalkResult walk(int height, long word, Access access) {
    long gpa = 0x1_7f12_3456_7abcL;
    SparseMemory memory = new SparseMemory();
    memory.put(PLAIN, ROOT, gpa, height, word);
    return PLAIN.walk(memory, ROOT, gpa, access);
  }

  private static void assertFault(FaultKind kind, int height, long word, Access access) {
    WalkResult.Faulted fault =
        assertInstanceOf(WalkResult.Faulted.class, walk(height, word, access));
    assertEquals(kind, fault.kind());
    assertEquals(height, fault.height());
    assertEquals(height, fault.level());
  }
}

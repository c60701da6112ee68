package maplet.model.arch.ept;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
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
import maplet.model.arch.Words;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EptTest {
  private static final Regime EPT = Regimes.find("ept-4");
  private static final long ROOT = 0x10_0000L;
  private static final long GPA = 0x7f12_3456_7abcL;

  @ParameterizedTest
  @CsvSource({
    "r--, write-back, 0, 0x31",
    "rw-, write-back, 0, 0x33",
    "r-x, write-back, 0, 0x35",
    "rwx, write-back, 0, 0x37",
    "--x, write-back, 0, 0x34",
    "rw-, device, 0, 0x03",
    "rw-, write-back, 1, 0xb3",
    "rwx, write-back, 2, 0xb7",
    "r--, non-cacheable, 0, 0x09",
    "r--, write-through, 0, 0x21",
    "r--, write-protected, 0, 0x29"
  })
  void leavesAreTheGoldenWords(String permissions, String type, int height, String word) {
    Attributes attributes =
        new Attributes(Permissions.parse(permissions), MemoryType.parse(type));
    long address = 1L << 45;
    assertEquals(address | Long.decode(word), EPT.encodeLeaf(address, attributes, height));
  }

  @Test
  void tablesGrantEverything() {
    assertEquals(0x5007, EPT.encodeTable(0x5000, 3));
  }

  /// 29.3.3.1 once more, in another form: what is misconfigured.
  private static boolean isMisconfigured(long word, int height) {
    boolean leaf = height == 0 || height < 3 && (word >>> 7 & 1) == 1;
    int type = (int) (word >>> 3) & 7;
    return (word & 3) == 2
        || (word & 0x000f_c000_0000_0000L) != 0
        || leaf && (type == 2 || type == 3 || type == 7)
        || leaf && (word >>> 12 & (1L << 9 * height) - 1) != 0
        || !leaf && (word & (height == 3 ? 0xf8 : 0x78)) != 0;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void wordsMeanWhatTheManualSays(int height) {
    Words.withFewBits(word -> assertMeaning(word, height));
    Words.near(EPT.encodeTable(1L << 40, Math.max(1, height)), word -> assertMeaning(word, height));
    Words.near(0xb7, word -> assertMeaning(word, height));
  }

  private static void assertMeaning(long word, int height) {
    boolean present = (word & 7) != 0;
    boolean leaf = height == 0 || height < 3 && (word >>> 7 & 1) == 1;
    Class<? extends Entry> expected =
        !present
            ? Entry.Absent.class
            : isMisconfigured(word, height)
                ? Entry.Reserved.class
                : leaf ? Entry.Leaf.class : Entry.Table.class;
    assertInstanceOf(expected, EPT.decode(word, height), () -> "0x%x".formatted(word));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void anEntryThatIsNotPresentIsAViolationAtItsLevel(int height) {
    assertFault(FaultKind.TRANSLATION, height, walk(height, 0x1000, Access.READ));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void writeWithoutReadIsAMisconfigurationAtItsLevel(int height) {
    assertFault(FaultKind.MISCONFIGURATION, height, walk(height, 0x32, Access.READ));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void addressBitsBeyondThePhysicalWidthAreAMisconfiguration(int height) {
    assertFault(FaultKind.MISCONFIGURATION, height, walk(height, 7 | 1L << 46, Access.READ));
  }

  @Test
  void theReasonNamesTheCause() {
    assertTrue(reason(0x32, 0).contains("write"));
    assertTrue(reason(0x17, 0).contains("memory type"));
    assertTrue(reason(0x87, 3).contains("0x80"));
    assertTrue(reason(0x10_00b7, 1).contains("0x100000"));
  }

  private static String reason(long word, int height) {
    return assertInstanceOf(Entry.Reserved.class, EPT.decode(word, height)).reason();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void aMissingPermissionIsAViolationAtTheLeaf(int height) {
    long leaf = EPT.encodeLeaf(0, new Attributes(Permissions.RX, MemoryType.WRITE_BACK), height);
    assertFault(FaultKind.PERMISSION, height, walk(height, leaf, Access.WRITE));
    assertInstanceOf(WalkResult.Reached.class, walk(height, leaf, Access.EXECUTE));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void everyEntryOnTheWayMustGrantTheAccess(int restricted) {
    SparseMemory memory = new SparseMemory();
    memory.map(EPT, ROOT, GPA, 0x5000, Attributes.RAM, 0);
    WalkResult.Step step =
        EPT.walk(memory, ROOT, GPA, Access.READ).steps().get(3 - restricted);
    memory.write(step.address(), step.word() & ~2L);
    assertFault(FaultKind.PERMISSION, 0, EPT.walk(memory, ROOT, GPA, Access.WRITE));
    WalkResult.Reached reached =
        assertInstanceOf(
            WalkResult.Reached.class, EPT.walk(memory, ROOT, GPA, Access.EXECUTE));
    assertEquals(Permissions.RX, reached.attributes().permissions());
  }

  private static WalkResult walk(int height, long word, Access access) {
    SparseMemory memory = new SparseMemory();
    memory.put(EPT, ROOT, GPA, height, word);
    return EPT.walk(memory, ROOT, GPA, access);
  }

  private static void assertFault(FaultKind kind, int height, WalkResult walk) {
    WalkResult.Faulted fault = assertInstanceOf(WalkResult.Faulted.class, walk);
    assertEquals(kind, fault.kind());
    assertEquals(height, fault.height());
    assertEquals(height + 1, fault.level());
  }
}

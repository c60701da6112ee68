package maplet.model.arch.ept;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import maplet.model.Access;
import maplet.model.Attributes;
import maplet.model.FaultKind;
import maplet.model.MemoryType;
import maplet.model.Permissions;
import maplet.model.arch.Entry;
import maplet.model.arch.Field;
import maplet.model.arch.Regime;
import maplet.model.arch.Regimes;
import maplet.model.arch.SparseMemory;
import maplet.model.arch.WalkResult;
import maplet.model.arch.WalkResult.Update;
import maplet.model.arch.Words;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What each word of a regime's name changes, with words as the manual's tables give them.
class EptFeaturesTest {
  private static final long ROOT = 0x10_0000L;
  private static final long GPA = 0x7f12_3456_7abcL;

  @ParameterizedTest
  @CsvSource({
    "ept-4-mbe, ---u, write-back, 0, 0x430",
    "ept-4-mbe, rwxu, write-back, 0, 0x437",
    "ept-4-mbe, r-x, write-back, 1, 0xb5",
    "ept-4-noxo-mbe, r--u, device, 2, 0x481",
    "ept-4-ipat, rw-, write-through, 0, 0x63",
    "ept-4-ipat, rwx, write-back, 2, 0xf7",
    "ept-4-ve, rwx, write-back, 0, 0x8000000000000037",
    "ept-4-ad, rwx, write-back, 1, 0xb7",
    "ept-5-mbe-ad-ve-ipat, rw-u, write-protected, 1, 0x80000000000004eb"
  })
  void leavesAreTheGoldenWords(
      String id, String permissions, String type, int height, String word) {
    Attributes attributes = new Attributes(Permissions.parse(permissions), MemoryType.parse(type));
    long address = 1L << 45;
    long bits = Long.parseUnsignedLong(word.substring(2), 16);
    assertEquals(address | bits, Regimes.find(id).encodeLeaf(address, attributes, height));
    assertEquals(
        new Entry.Leaf(address, attributes), Regimes.find(id).decode(address | bits, height));
  }

  @Test
  void tablesGrantUserExecuteOnlyWhereItExists() {
    assertEquals(0x5407, Regimes.find("ept-4-mbe").encodeTable(0x5000, 1));
    assertEquals(0x5007, Regimes.find("ept-5-ad-ve-ipat").encodeTable(0x5000, 4));
  }

  @ParameterizedTest
  @CsvSource({
    // Table 29-1: bits 7:3 of a PML5E are reserved.
    "ept-5, 4, 0x5087, reserved bits 0x80 of the EPT PML5E are set",
    "ept-5, 4, 0x500f, reserved bits 0x8 of the EPT PML5E are set",
    "ept-5, 3, 0x5087, reserved bits 0x80 of the EPT PML4E are set",
    "ept-4, 2, 0x5047, reserved bits 0x40 of the EPT PDPTE",
    // Table 29-3 and 29-5: bits 29:12 and 20:12.
    "ept-4, 2, 0x200000b7, reserved bits 0x20000000",
    "ept-4, 1, 0x1000b7, reserved bits 0x100000",
    // IA32_VMX_EPT_VPID_CAP bits 17 and 16.
    "ept-4-no1g, 2, 0x400000b7, pages of 1 GiB aren't supported",
    "ept-4-no2m, 2, 0x400000b7, pages of 1 GiB aren't supported",
    "ept-4-no2m, 1, 0x2000b7, pages of 2 MiB aren't supported",
    // 29.3.3.1: bits up to 51 that are beyond MAXPHYADDR.
    "ept-4-pa36, 0, 0x1000000037, address bits 0x1000000000 of the EPT PTE that maps a 4-KByte",
    "ept-4-pa39, 3, 0x8000000007, beyond MAXPHYADDR 39",
    "ept-4-pa39, 1, 0x80000000b7, beyond MAXPHYADDR 39",
    "ept-4, 0, 0x8000000000037, beyond MAXPHYADDR 46",
    // 29.3.3.1: bit 0 is clear.
    "ept-4, 0, 0x32, bit 0 (read) is clear and bit 1 (write) is set",
    "ept-4-noxo, 0, 0x36, bit 0 (read) is clear and bit 1 (write) is set",
    "ept-4-noxo, 0, 0x34, bit 2 (execute) is set",
    "ept-4-noxo, 3, 0x5004, execute-only translations aren't supported",
    "ept-4-noxo-mbe, 0, 0x430, bit 10 (user execute) is set",
    "ept-4-noxo-mbe, 0, 0x434, bit 2 (execute) is set",
    "ept-4-mbe, 0, 0x432, bit 0 (read) is clear and bit 1 (write) is set",
    // 29.3.3.1: bits 5:3 of the last entry.
    "ept-4, 0, 0x17, memory types 2",
    "ept-4, 1, 0x9f, memory types 2",
    "ept-4, 2, 0xbf, memory types 2"
  })
  void everyCauseOfAMisconfigurationHasItsReason(
      String id, int height, String word, String reason) {
    Entry entry = Regimes.find(id).decode(Long.decode(word), height);
    Entry.Reserved reserved = assertInstanceOf(Entry.Reserved.class, entry);
    assertEquals(FaultKind.MISCONFIGURATION, reserved.fault());
    assertTrue(reserved.reason().contains(reason), reserved.reason());
    assertTrue(reserved.citation().section().contains("29.3.3.1"), reserved.reason());
  }

  @ParameterizedTest
  @CsvSource({
    "ept-4-pa39, 0, 0x4000000037",
    "ept-5-pa52, 0, 0x8000000000037",
    "ept-4-no2m, 0, 0x37",
    "ept-4-no1g, 1, 0xb7",
    "ept-4, 0, 0x34",
    "ept-4-mbe, 0, 0x430",
    // Bits of features that are off are ignored.
    "ept-4, 0, 0x8000000000000737",
    "ept-4-noxo, 0, 0x433"
  })
  void whatTheProcessorHasIsNoMisconfiguration(String id, int height, String word) {
    long bits = Long.parseUnsignedLong(word.substring(2), 16);
    assertInstanceOf(Entry.Leaf.class, Regimes.find(id).decode(bits, height));
  }

  @Test
  void bitTenMakesAnEntryPresentOnlyWithModeBasedExecuteControl() {
    assertInstanceOf(Entry.Absent.class, Regimes.find("ept-4").decode(0x430, 0));
    assertInstanceOf(Entry.Absent.class, Regimes.find("ept-4-noxo").decode(0x430, 0));
    assertInstanceOf(Entry.Leaf.class, Regimes.find("ept-4-mbe").decode(0x430, 0));
    assertInstanceOf(Entry.Table.class, Regimes.find("ept-4-mbe").decode(0x5400, 3));
  }

  static List<String> standard() {
    return Ept.STANDARD;
  }

  /// 29.3.2 and 29.3.3.1 once more in another form, for every configuration.
  @ParameterizedTest
  @MethodSource("standard")
  void wordsMeanWhatTheManualSays(String id) {
    Regime regime = Regimes.find(id);
    for (int height = 0; height < regime.levels(); height++) {
      int at = height;
      Words.withFewBits(word -> assertEquals(meaning(regime, word, at), kind(regime, word, at)));
      for (long base : new long[] {0x5007, 0x5407, 0xb7, 0x4f1}) {
        Words.near(base, word -> assertEquals(meaning(regime, word, at), kind(regime, word, at)));
      }
    }
  }

  private static String kind(Regime regime, long word, int height) {
    return regime.decode(word, height).getClass().getSimpleName();
  }

  private static String meaning(Regime regime, long word, int height) {
    String id = regime.id();
    boolean mbe = id.contains("mbe");
    boolean xo = !id.contains("noxo");
    int largest = id.contains("no2m") ? 0 : id.contains("no1g") ? 1 : 2;
    if ((word & 7) == 0 && !(mbe && (word & 1 << 10) != 0)) {
      return "Absent";
    }
    boolean page = height == 0 || height <= largest && (word & 0x80) != 0;
    boolean bad = (word & 1) == 0 && (word & 2) != 0;
    bad |= (word & 1) == 0 && !xo && ((word & 4) != 0 || mbe && (word & 1 << 10) != 0);
    bad |= (word & (1L << 52) - 1) >>> regime.capabilities().outputBits() != 0;
    bad |= page && (word >>> 12 & (1L << 9 * height) - 1) != 0;
    bad |= page && List.of(2L, 3L, 7L).contains(word >>> 3 & 7);
    bad |= !page && (word & 0xf8) != 0;
    return bad ? "Reserved" : page ? "Leaf" : "Table";
  }

  @ParameterizedTest
  @CsvSource({"1, ---u", "2, ---u", "3, --x", "4, r--"})
  void permissionsAreThoseThatAllLevelsGrant(int height, String permissions) {
    Regime regime = Regimes.find("ept-5-mbe-ad-ve-ipat");
    SparseMemory memory = new SparseMemory();
    Permissions all = Permissions.parse("rwxu");
    memory.map(regime, ROOT, GPA, 0x5000, new Attributes(all, MemoryType.WRITE_BACK), 0);
    WalkResult.Step step = regime.walk(memory, ROOT, GPA, Access.READ).steps().get(4 - height);
    Permissions left = Permissions.parse(permissions);
    memory.write(step.address(), step.word() & ~0x407L | entryBits(left));
    for (Access access : Access.values()) {
      WalkResult walk = regime.walk(memory, ROOT, GPA, access);
      if ((left.bits() & access.permission()) != 0) {
        WalkResult.Reached reached = assertInstanceOf(WalkResult.Reached.class, walk);
        assertEquals(left, reached.attributes().permissions());
      } else {
        assertFault(FaultKind.PERMISSION, 0, walk);
      }
    }
  }

  private static long entryBits(Permissions permissions) {
    int bits = permissions.bits();
    return bits & 7 | ((bits & Permissions.USER_EXECUTE) != 0 ? 1 << 10 : 0);
  }

  /// 29.3.3.3: entries are judged one by one; privileges only when the last has been read.
  @Test
  void aMisconfigurationBelowIsFoundBeforeAMissingPermissionAbove() {
    Regime regime = Regimes.find("ept-4");
    SparseMemory memory = new SparseMemory();
    memory.put(regime, ROOT, GPA, 0, 0x32);
    WalkResult.Step top = regime.walk(memory, ROOT, GPA, Access.READ).steps().getFirst();
    memory.write(top.address(), top.word() & ~2L);
    assertFault(FaultKind.MISCONFIGURATION, 0, regime.walk(memory, ROOT, GPA, Access.WRITE));
    memory.write(top.address(), top.word() | 0x80);
    assertFault(FaultKind.MISCONFIGURATION, 3, regime.walk(memory, ROOT, GPA, Access.READ));
  }

  @ParameterizedTest
  @EnumSource
  void hardwareMarksEveryEntryAsAccessedAndOnAWriteTheLeafAsDirty(Access access) {
    for (int height = 0; height <= 2; height++) {
      Regime regime = Regimes.find("ept-5-mbe-ad-ve-ipat");
      SparseMemory memory = new SparseMemory();
      Permissions all = Permissions.parse("rwxu");
      memory.map(regime, ROOT, GPA, 0, new Attributes(all, MemoryType.WRITE_BACK), height);
      WalkResult.Reached first = reached(regime, memory, access);
      assertEquals(5 - height, first.updates().size());
      for (int i = 0; i < first.steps().size(); i++) {
        boolean dirty = access == Access.WRITE && i == first.steps().size() - 1;
        WalkResult.Step step = first.steps().get(i);
        long word = step.word() | (dirty ? 0x300 : 0x100);
        assertEquals(new Update(step.address(), word), first.updates().get(i));
        memory.write(step.address(), word);
      }
      assertEquals(List.of(), reached(regime, memory, access).updates());
      assertEquals(List.of(), reached(regime, memory, Access.READ).updates());
      WalkResult.Step leaf = first.steps().getLast();
      List<Update> written =
          access == Access.WRITE
              ? List.of()
              : List.of(new Update(leaf.address(), leaf.word() | 0x300));
      assertEquals(written, reached(regime, memory, Access.WRITE).updates());
    }
  }

  @Test
  void withoutTheFlagsHardwareWritesNothing() {
    Regime regime = Regimes.find("ept-4-mbe");
    SparseMemory memory = new SparseMemory();
    memory.map(regime, ROOT, GPA, 0x5000, Attributes.RAM, 0);
    assertEquals(List.of(), reached(regime, memory, Access.WRITE).updates());
  }

  private static WalkResult.Reached reached(Regime regime, SparseMemory memory, Access access) {
    return assertInstanceOf(WalkResult.Reached.class, regime.walk(memory, ROOT, GPA, access));
  }

  /// Convertible EPT violations: bit 63 of the entry that isn't present, or of the leaf; that of an
  /// entry above doesn't count.
  @ParameterizedTest
  @CsvSource({
    "ept-4-ve, 2, 0, READ, ; convertible to #VE",
    "ept-4-ve, 2, 0x8000000000000000, READ, ; not convertible to #VE",
    "ept-4-ve, 0, 0x31, WRITE, ; convertible to #VE",
    "ept-4-ve, 1, 0x80000000000000b1, WRITE, ; not convertible to #VE",
    "ept-4, 0, 0x8000000000000031, WRITE, together grant r--",
    "ept-4-ve, 0, 0x8000000000000032, WRITE, bit 1 (write) is set"
  })
  void theEntryThatEndsAWalkSaysWhetherAViolationIsConvertible(
      String id, int height, String word, Access access, String reason) {
    Regime regime = Regimes.find(id);
    SparseMemory memory = new SparseMemory();
    long bits = word.length() < 3 ? 0 : Long.parseUnsignedLong(word.substring(2), 16);
    memory.put(regime, ROOT, GPA, height, bits);
    WalkResult.Step top = regime.walk(memory, ROOT, GPA, access).steps().getFirst();
    memory.write(top.address(), top.word() ^ 1L << 63);
    WalkResult.Faulted fault =
        assertInstanceOf(WalkResult.Faulted.class, regime.walk(memory, ROOT, GPA, access));
    assertEquals(reason.contains("#VE"), fault.reason().contains("#VE"), fault.reason());
    assertTrue(fault.reason().contains(reason), fault.reason());
  }

  /// Bits that a feature gives a meaning are ignored without it.
  @ParameterizedTest
  @CsvSource({
    "ad, 8, 0, A",
    "ad, 9, 0, D",
    "ad, 8, 3, A",
    "mbe, 10, 0, XU",
    "mbe, 10, 3, XU",
    "ve, 63, 0, suppress #VE"
  })
  void aFeatureGivesItsBitAMeaning(String word, int bit, int height, String name) {
    Regime plain = Regimes.find("ept-4");
    Regime with = Regimes.find("ept-4-" + word);
    long entry =
        height == 0 ? plain.encodeLeaf(0, Attributes.RAM, 0) : plain.encodeTable(0x5000, height);
    assertEquals(Field.Kind.DEFINED, with.format(entry, height).field(name).kind());
    assertEquals(bit, with.format(entry, height).field(name).lsb());
    long ignored = plain.format(entry, height).mask(Field.Kind.IGNORED);
    assertEquals(1, ignored >>> bit & 1);
  }

  @Test
  void aFifthLevelTranslatesNineMoreBits() {
    Regime regime = Regimes.find("ept-5");
    SparseMemory memory = new SparseMemory();
    long high = 0x1abL << 48 | GPA;
    memory.map(regime, ROOT, high, 0x5000, Attributes.RAM, 0);
    WalkResult.Reached reached =
        assertInstanceOf(WalkResult.Reached.class, regime.walk(memory, ROOT, high, Access.READ));
    assertEquals(0x5abc, reached.hpa());
    assertEquals(5, reached.steps().size());
    assertEquals(ROOT + 0x1abL * 8, reached.steps().getFirst().address());
    assertFault(FaultKind.TRANSLATION, 4, regime.walk(memory, ROOT, GPA, Access.READ));
  }

  private static void assertFault(FaultKind kind, int height, WalkResult walk) {
    WalkResult.Faulted fault = assertInstanceOf(WalkResult.Faulted.class, walk);
    assertEquals(kind, fault.kind());
    assertEquals(height, fault.height());
    assertEquals(height + 1, fault.level());
  }
}

package maplet.model.arch.aarch64;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import maplet.model.Access;
import maplet.model.Attributes;
import maplet.model.FaultKind;
import maplet.model.MemoryType;
import maplet.model.Permissions;
import maplet.model.arch.Entry;
import maplet.model.arch.Field;
import maplet.model.arch.HardwareFlags;
import maplet.model.arch.Regime;
import maplet.model.arch.Regimes;
import maplet.model.arch.SparseMemory;
import maplet.model.arch.WalkResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What each feature changes in descriptors and walks.
class Stage2FeaturesTest {
  private static final long ROOT = 0x1000_0000L;
  private static final long AF = 1L << 10;
  private static final long DIRTY = 1L << 7;
  private static final long DBM = 1L << 51;

  @ParameterizedTest
  @CsvSource({
    // 52-bit addresses: bits 49:48 stay, 51:50 go to 9:8, and there is no SH.
    "aarch64-4k-ipa52-lm1-lpa2, 0x9edcba9876000, 0, rwx write-back, 0x1edcba98766ff",
    "aarch64-4k-ipa52-lm1-lpa2, 0x8000000000000, 0, rwx write-back, 0x6ff",
    "aarch64-4k-ipa52-lm1-lpa2, 0x4000000000000, 3, rwx write-back, 0x5fd",
    "aarch64-16k-ipa52-l0-lpa2, 0xfffffffffc000, 0, rwx device, 0x3ffffffffc7c7",
    "aarch64-16k-ipa52-l0-lpa2, 0xff000000000000, 9, refused, 0",
    // 64 KiB: bits 51:48 go to 15:12.
    "aarch64-64k-ipa52-l1-lpa, 0xa123456780000, 0, rwx write-back, 0x12345678a7ff",
    "aarch64-64k-ipa52-l1-lpa, 0xf000000000000, 2, rwx write-back, 0xf7fd",
    "aarch64-64k-ipa48-l1, 0x123456780000, 0, rwx write-back, 0x1234567807ff",
    // FWB.
    "aarch64-4k-ipa40-l1-fwb, 0x1000, 0, rwx write-back, 0x17db",
    "aarch64-4k-ipa40-l1-fwb, 0x1000, 0, rwx non-cacheable, 0x17d7",
    "aarch64-4k-ipa40-l1-fwb, 0x1000, 0, rwx device, 0x14c7",
    // XNX: EL1 and EL0, EL1, EL0, neither.
    "aarch64-4k-ipa40-l1-xnx, 0x1000, 0, rwxu write-back, 0x17ff",
    "aarch64-4k-ipa40-l1-xnx, 0x1000, 0, rwx write-back, 0x600000000017ff",
    "aarch64-4k-ipa40-l1-xnx, 0x1000, 0, rw-u write-back, 0x200000000017ff",
    "aarch64-4k-ipa40-l1-xnx, 0x1000, 0, rw- write-back, 0x400000000017ff",
    // New leaves are clean.
    "aarch64-4k-ipa40-l1-ha, 0x1000, 0, rwx write-back, 0x13ff",
    "aarch64-4k-ipa40-l1-hd, 0x1000, 0, rwx write-back, 0x800000000137f",
    "aarch64-4k-ipa40-l1-hd, 0x1000, 0, r-x write-back, 0x137f",
    "aarch64-4k-ipa40-l1-hd, 0x200000, 1, -wx write-back, 0x800000020033d"
  })
  void leavesAreTheGoldenWords(String id, String address, int height, String granted, String word) {
    Regime regime = Regimes.find(id);
    long hpa = Long.decode(address);
    if (granted.equals("refused")) {
      assertThrows(
          IllegalArgumentException.class, () -> regime.encodeLeaf(hpa, Attributes.RAM, height));
      return;
    }
    String[] parts = granted.split(" ", 2);
    Attributes attributes = new Attributes(Permissions.parse(parts[0]), MemoryType.parse(parts[1]));
    long expected = Long.decode(word);
    assertEquals(
        Long.toHexString(expected), Long.toHexString(regime.encodeLeaf(hpa, attributes, height)));
    assertEquals(new Entry.Leaf(hpa, attributes), regime.decode(expected, height));
  }

  @ParameterizedTest
  @CsvSource({
    "aarch64-4k-ipa52-lm1-lpa2, 0x9edcba9876000, 0x1edcba9876203",
    "aarch64-16k-ipa52-l0-lpa2, 0x8000000004000, 0x4203",
    "aarch64-64k-ipa52-l1-lpa, 0xa123456780000, 0x12345678a003",
    "aarch64-64k-ipa48-l1, 0x123456780000, 0x123456780003"
  })
  void tablesKeepTheirAddressTheSameWay(String id, String address, String word) {
    Regime regime = Regimes.find(id);
    assertEquals(Long.decode(word), regime.encodeTable(Long.decode(address), 1));
    assertEquals(new Entry.Table(Long.decode(address)), regime.decode(Long.decode(word), 1));
  }

  /// Table D8-101, for MemAttr\[2:0\]; bit 3 isn't looked at.
  @Test
  void forcedMemoryTypesAreTheManuals() {
    Regime regime = Regimes.find("aarch64-4k-ipa40-l1-fwb");
    List<String> types =
        List.of(
            "device",
            "device",
            "device",
            "device",
            "non-cacheable",
            "non-cacheable",
            "write-back",
            "write-back");
    for (int memAttr = 0; memAttr < 16; memAttr++) {
      Entry entry = regime.decode(0x7c3 | (long) memAttr << 2, 0);
      MemoryType type = assertInstanceOf(Entry.Leaf.class, entry).attributes().memoryType();
      assertEquals(types.get(memAttr & 7), type.toString());
    }
    Field field = regime.format(0x7c3, 0).field("MemAttr");
    assertEquals(Optional.empty(), field.meaningOf(0b100));
    assertTrue(field.meaningOf(0b111).orElseThrow().contains("stage 1"));
  }

  static List<Regime> standard() {
    return Stage2.STANDARD.stream().map(Regimes::find).toList();
  }

  /// Each fault at each level that can have it, and at no other.
  @ParameterizedTest
  @MethodSource("standard")
  void everyFaultIsReportedAtItsLevelUnlessThereIsAReason(Regime regime) {
    for (int height = 0; height < regime.levels(); height++) {
      boolean leaf = regime.capabilities().pageShifts().contains(regime.indexShift(height));
      assertFault(regime, FaultKind.TRANSLATION, height, 0x7c0);
      if (height == 0 || !leaf) {
        assertFault(regime, FaultKind.TRANSLATION, height, 0x7fd);
      }
      long good =
          leaf ? regime.encodeLeaf(0, Attributes.RAM, height) : regime.encodeTable(0, height);
      int width = regime.capabilities().outputBits();
      int room = regime.addressBits().allBits() == regime.addressBits().mask() ? 48 : 52;
      for (int bit = width; bit < room; bit++) {
        long address = regime.addressBits().place(1L << bit);
        // An address that is too wide is told before a clear access flag and permissions.
        assertFault(regime, FaultKind.ADDRESS_SIZE, height, good & ~AF & ~0xc0 | address);
      }
      assertEquals(width < room, regime.whyNever(FaultKind.ADDRESS_SIZE, height).isEmpty());
      boolean flagged = regime.hardwareFlags().accessed() == 0;
      if (leaf) {
        long denied = good & ~0xc0L & ~DBM;
        assertFault(regime, FaultKind.PERMISSION, height, denied | AF);
        if (flagged) {
          assertFault(regime, FaultKind.ACCESS_FLAG, height, denied & ~AF);
        }
      }
      assertEquals(leaf && flagged, regime.whyNever(FaultKind.ACCESS_FLAG, height).isEmpty());
      assertEquals(leaf, regime.whyNever(FaultKind.PERMISSION, height).isEmpty());
      assertEquals(Optional.empty(), regime.whyNever(FaultKind.TRANSLATION, height));
      assertTrue(regime.whyNever(FaultKind.MISCONFIGURATION, height).isPresent());
    }
  }

  private static void assertFault(Regime regime, FaultKind kind, int height, long word) {
    SparseMemory memory = new SparseMemory();
    long ipa = regime.capabilities().inputLimit() - 8;
    memory.put(regime, ROOT, ipa, height, word);
    WalkResult walk = regime.walk(memory, ROOT, ipa, Access.WRITE);
    WalkResult.Faulted fault = assertInstanceOf(WalkResult.Faulted.class, walk);
    assertEquals(kind, fault.kind(), regime.id());
    assertEquals(height, fault.height(), regime.id());
    assertEquals(3 - height, fault.level(), regime.id());
  }

  @Test
  void aRootBeyondTheOutputSizeIsAnAddressSizeFaultAtLevelZero() {
    Regime regime = Regimes.find("aarch64-4k-ipa40-l1-pa40");
    WalkResult.Faulted fault =
        assertInstanceOf(
            WalkResult.Faulted.class,
            regime.walk(new SparseMemory(), 1L << 40, 0x1000, Access.READ));
    assertEquals(FaultKind.ADDRESS_SIZE, fault.kind());
    assertEquals(0, fault.level());
    assertEquals(List.of(), fault.steps());
  }

  @ParameterizedTest
  @CsvSource({
    // word's upper bits, access, permitted
    "0x0000000000000, EXECUTE, true",
    "0x0000000000000, USER_EXECUTE, true",
    "0x20000000000000, EXECUTE, false",
    "0x20000000000000, USER_EXECUTE, true",
    "0x40000000000000, EXECUTE, false",
    "0x40000000000000, USER_EXECUTE, false",
    "0x60000000000000, EXECUTE, true",
    "0x60000000000000, USER_EXECUTE, false"
  })
  void executeOfBothLevelsIsApartWithXnx(String never, Access access, boolean permitted) {
    Regime regime = Regimes.find("aarch64-4k-ipa40-l1-xnx");
    SparseMemory memory = new SparseMemory();
    memory.put(regime, ROOT, 0x1000, 0, Long.decode(never) | 0x7ff);
    WalkResult walk = regime.walk(memory, ROOT, 0x1000, access);
    assertEquals(permitted, walk instanceof WalkResult.Reached);
  }

  @Test
  void hardwareSetsTheAccessFlag() {
    Regime regime = Regimes.find("aarch64-4k-ipa40-l1-ha");
    assertEquals(new HardwareFlags(AF, 0, 0, false), regime.hardwareFlags());
    assertEquals(AF, updated(regime, 0x3ff, Access.READ) & ~0x3ffL);
    assertEquals(AF, updated(regime, 0x3ff, Access.WRITE) & ~0x3ffL);
    assertEquals(0, updated(regime, 0x7ff, Access.WRITE));
    // DBM is ignored while HD is 0.
    assertEquals(FaultKind.PERMISSION, ((WalkResult.Faulted) walk(regime, DBM | 0x77f)).kind());
  }

  @Test
  void hardwareSetsTheDirtyStateOnAWriteOnly() {
    Regime regime = Regimes.find("aarch64-4k-ipa40-l1-hd");
    assertEquals(new HardwareFlags(AF, DIRTY, 0, true), regime.hardwareFlags());
    assertEquals(DBM | AF | 0x37f, updated(regime, DBM | 0x37f, Access.READ));
    assertEquals(DBM | AF | DIRTY | 0x37f, updated(regime, DBM | 0x37f, Access.WRITE));
    assertEquals(DBM | 0x7ff, updated(regime, DBM | 0x77f, Access.WRITE));
    assertEquals(0, updated(regime, DBM | 0x7ff, Access.WRITE));
    assertEquals(0, updated(regime, 0x7ff, Access.WRITE));
    // A fault writes nothing.
    assertInstanceOf(WalkResult.Faulted.class, walk(regime, 0x37f));
  }

  /// The word that hardware writes, 0 where it writes none.
  private static long updated(Regime regime, long word, Access access) {
    SparseMemory memory = new SparseMemory();
    long address = memory.put(regime, ROOT, 0x1000, 0, word);
    WalkResult.Reached reached =
        assertInstanceOf(WalkResult.Reached.class, regime.walk(memory, ROOT, 0x1000, access));
    if (reached.updates().isEmpty()) {
      return 0;
    }
    assertEquals(address, reached.updates().getFirst().address());
    assertEquals(1, reached.updates().size());
    return reached.updates().getFirst().word();
  }

  private static WalkResult walk(Regime regime, long word) {
    SparseMemory memory = new SparseMemory();
    memory.put(regime, ROOT, 0x1000, 0, word);
    return regime.walk(memory, ROOT, 0x1000, Access.WRITE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"aarch64-16k-ipa29-l3", "aarch64-64k-ipa33-l3", "aarch64-4k-ipa25-l3"})
  void aRootOfSixteenTablesOfPagesIsOneTable(String id) {
    Regime regime = Regimes.find(id);
    long last = regime.capabilities().inputLimit() - 8;
    WalkResult walk = regime.walk(new SparseMemory(), ROOT, last, Access.READ);
    assertEquals(1, walk.steps().size());
    assertEquals(
        ROOT + 16 * regime.capabilities().granule() - 8, walk.steps().getFirst().address());
    assertEquals(3, ((WalkResult.Faulted) walk).level());
  }

  @Test
  void levelMinusOneResolvesTheUppermostBits() {
    Regime regime = Regimes.find("aarch64-4k-ipa52-lm1-lpa2");
    SparseMemory memory = new SparseMemory();
    WalkResult walk = regime.walk(memory, ROOT, 0xf_0000_0000_0000L, Access.READ);
    assertEquals(ROOT + 15 * 8, walk.steps().getFirst().address());
    assertEquals(-1, ((WalkResult.Faulted) walk).level());
  }
}

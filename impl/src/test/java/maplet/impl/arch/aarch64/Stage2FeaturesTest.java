package maplet.impl.arch.aarch64;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import maplet.impl.Formats;
import maplet.impl.table.TableFormat;
import maplet.impl.table.TableWalk;
import maplet.model.Attributes;
import maplet.model.MemoryType;
import maplet.model.Permissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What each word of a regime's name makes of the numbers.
final class Stage2FeaturesTest {
  @ParameterizedTest
  @CsvSource({
    "aarch64-4k-ipa52-lm1-lpa2, 0x9edcba9876000, 0, rwx, write-back, 0x1edcba98766ff",
    "aarch64-4k-ipa52-lm1-lpa2, 0x4000000000000, 3, rwx, write-back, 0x5fd",
    "aarch64-16k-ipa52-l0-lpa2, 0xfffffffffc000, 0, rw-, device, 0x43ffffffffc7c7",
    "aarch64-16k-ipa48-l1, 0x2000000, 1, rwx, write-back, 0x20007fd",
    "aarch64-64k-ipa52-l1-lpa, 0xa123456780000, 0, rwx, write-back, 0x12345678a7ff",
    "aarch64-64k-ipa52-l1-lpa, 0xf000000000000, 2, rwx, write-back, 0xf7fd",
    "aarch64-64k-ipa48-l1, 0x123456780000, 0, rwx, write-back, 0x1234567807ff",
    "aarch64-4k-ipa40-l1-fwb, 0x1000, 0, rwx, write-back, 0x17db",
    "aarch64-4k-ipa40-l1-fwb, 0x1000, 0, rwx, non-cacheable, 0x17d7",
    "aarch64-4k-ipa40-l1-fwb, 0x1000, 0, rwx, device, 0x14c7",
    "aarch64-4k-ipa40-l1-xnx, 0x1000, 0, rwxu, write-back, 0x17ff",
    "aarch64-4k-ipa40-l1-xnx, 0x1000, 0, rwx, write-back, 0x600000000017ff",
    "aarch64-4k-ipa40-l1-xnx, 0x1000, 0, rw-u, write-back, 0x200000000017ff",
    "aarch64-4k-ipa40-l1-xnx, 0x1000, 0, rw-, write-back, 0x400000000017ff",
    "aarch64-4k-ipa40-l1-ha, 0x1000, 0, rwx, write-back, 0x13ff",
    "aarch64-4k-ipa40-l1-hd, 0x1000, 0, rwx, write-back, 0x800000000137f",
    "aarch64-4k-ipa40-l1-hd, 0x1000, 0, r-x, write-back, 0x137f"
  })
  void leavesAreWrittenAndReadBack(
      String id, String address, int height, String permissions, String type, String word) {
    TableFormat format = Formats.find(id);
    long hpa = Long.decode(address);
    int code = new Attributes(Permissions.parse(permissions), MemoryType.parse(type)).code();
    long expected = Long.decode(word);
    assertEquals(Long.toHexString(expected), Long.toHexString(format.leaf(hpa, code, height)));
    assertEquals(TableWalk.LEAF, TableWalk.classify(format, expected, height));
    assertEquals(hpa, format.address(expected, height));
    assertEquals(code, format.attributes(expected));
  }

  @ParameterizedTest
  @CsvSource({
    "aarch64-4k-ipa52-lm1-lpa2, 5, 1, 12 21 30 39",
    "aarch64-4k-ipa52-l0-lpa2, 4, 16, 12 21 30 39",
    "aarch64-4k-ipa34-l2, 2, 16, 12 21",
    "aarch64-4k-ipa25-l3, 1, 16, 12",
    "aarch64-4k-ipa31-l1, 3, 1, 12 21 30",
    "aarch64-16k-ipa48-l1, 3, 2, 14 25",
    "aarch64-16k-ipa51-l1-lpa2-hd, 3, 16, 14 25 36",
    "aarch64-16k-ipa52-l0-lpa2, 4, 1, 14 25 36",
    "aarch64-64k-ipa52-l1-lpa, 3, 1, 16 29 42",
    "aarch64-64k-ipa46-l2, 2, 16, 16 29"
  })
  void geometryIsTheManuals(String id, int levels, int rootTables, String pageShifts) {
    TableFormat format = Formats.find(id);
    assertEquals(levels, format.levels());
    assertEquals(rootTables, format.rootFrames());
    String shifts = format.capabilities().pageShifts().toString();
    assertEquals(pageShifts, shifts.replaceAll("[^0-9 ]", ""));
    assertEquals(id, format.id());
  }

  @ParameterizedTest
  @CsvSource({
    "aarch64-4k-ipa40-l1-pa40, 0x100000007ff, 4",
    "aarch64-4k-ipa40-l1-pa40, 0x080000007ff, 2",
    "aarch64-4k-ipa40-l1, 0x800000000007ff, 2",
    "aarch64-4k-ipa48-l0-pa48-lpa2, 0x10000000004ff, 4",
    "aarch64-4k-ipa48-l0-pa48-lpa2, 0x6ff, 4",
    "aarch64-4k-ipa52-l0-lpa2, 0x6ff, 2",
    "aarch64-64k-ipa52-l1-pa48-lpa-hd, 0x17ff, 4",
    "aarch64-64k-ipa52-l1-lpa, 0x17ff, 2",
    // Without FEAT_LPA bits 15:12 aren't looked at.
    "aarch64-64k-ipa48-l1, 0x17ff, 2"
  })
  void addressesBeyondTheOutputSizeAreTold(String id, String word, int kind) {
    assertEquals(kind, TableWalk.classify(Formats.find(id), Long.decode(word), 0));
  }

  @Test
  void aCleanLeafCanBeWrittenUnderHd() {
    TableFormat format = Formats.find("aarch64-4k-ipa40-l1-hd");
    int readWrite = new Attributes(Permissions.RW, MemoryType.WRITE_BACK).code();
    int read = new Attributes(Permissions.R, MemoryType.WRITE_BACK).code();
    assertEquals(readWrite, format.attributes(0x4800000000077fL));
    assertEquals(readWrite, format.attributes(0x400000000007ffL));
    assertEquals(read, format.attributes(0x4000000000077fL));
    assertEquals(0, format.checks().accessFlags());
    assertEquals(read, Formats.find("aarch64-4k-ipa40-l1-ha").attributes(0x4800000000077fL));
    assertEquals(1 << 10, Formats.find("aarch64-4k-ipa40-l1").checks().accessFlags());
  }

  /// MemAttr bit 3 isn't looked at; the reserved 0b100 is non-cacheable, 0b111 stage 1's choice.
  @Test
  void forcedMemoryTypesHaveThreeBits() {
    TableFormat format = Formats.find("aarch64-4k-ipa40-l1-fwb");
    StringBuilder types = new StringBuilder();
    for (int memAttr = 0; memAttr < 16; memAttr++) {
      types.append(Attributes.of(format.attributes(0x7c3 | memAttr << 2)).memoryType().ordinal());
    }
    assertEquals("4444330044443300", types.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aarch64-4k-ipa39-l0",
        "aarch64-4k-ipa44-l1",
        "aarch64-4k-ipa40-l4",
        "aarch64-4k-ipa40-l1-lpa",
        "aarch64-64k-ipa46-l2-lpa2",
        "aarch64-4k-ipa40",
        "aarch64-4k-l1"
      })
  void namesThatDoNotGoTogetherAreRefused(String id) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Formats.find(id)).getMessage();
    assertTrue(message.contains(id), message);
  }
}

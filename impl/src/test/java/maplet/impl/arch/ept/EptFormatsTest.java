package maplet.impl.arch.ept;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import maplet.impl.Formats;
import maplet.impl.Machine;
import maplet.impl.table.TableFormat;
import maplet.impl.table.TableWalk;
import maplet.model.MemoryType;
import maplet.model.Permissions;
import maplet.model.Rule;
import maplet.model.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EptFormatsTest {
  private static final long HPA = 0x3f_c000_0000L;

  @ParameterizedTest
  @CsvSource({
    "r--, write-back, 0x31",
    "rw-, write-back, 0x33",
    "r-x, write-back, 0x35",
    "rwx, write-back, 0x37",
    "--x, write-back, 0x34",
    "rwx, device, 0x07",
    "rwx, non-cacheable, 0x0f",
    "rwx, write-through, 0x27",
    "rwx, write-protected, 0x2f"
  })
  void leavesCarryPermissionsAndMemoryType(String permissions, String type, String bits) {
    int code = Machine.code(Permissions.parse(permissions), MemoryType.parse(type));
    try (Machine machine = Machine.with("ept-4", 0, 4 * Machine.GIB)) {
      machine.space.mapLinear(0x5000, HPA + 0x7000, 0x1000, code);
      machine.space.mapLinear(Machine.GIB, HPA, Machine.GIB, code);
      machine.space.mapLinear(2 * Machine.GIB, HPA, 2 * Machine.MIB, code);

      long low = Long.decode(bits);
      assertEquals(HPA + 0x7000 | low, machine.leafAt(0x5000).word());
      assertEquals(HPA | 0x80 | low, machine.leafAt(Machine.GIB).word());
      assertEquals(2, machine.leafAt(Machine.GIB).height());
      assertEquals(HPA | 0x80 | low, machine.leafAt(2 * Machine.GIB).word());
      assertEquals(1, machine.leafAt(2 * Machine.GIB).height());
      assertEquals(code, machine.format.attributes(HPA | 0x80 | low));
    }
  }

  @Test
  void tableEntriesGrantEverything() {
    try (Machine machine = Machine.with("ept-4", 0, 4 * Machine.GIB)) {
      machine.space.mapLinear(0, HPA, 0x1000, Machine.R);
      long entry = machine.memory.read(machine.space.root());
      assertEquals(7, entry & 0xfff);
      assertEquals(0, entry >>> 46);
    }
  }

  @ParameterizedTest
  @CsvSource({"-w-, write-back", "-wx, write-back", "-w-, device"})
  void writeWithoutReadIsNotRepresentable(String permissions, String type) {
    int code = Machine.code(Permissions.parse(permissions), MemoryType.parse(type));
    try (Machine machine = Machine.with("ept-4", 0, Machine.GIB)) {
      assertEquals(Status.INVALID_INPUT, machine.space.mapLinear(0, 0, 0x1000, code));
      assertEquals(Rule.REPRESENTABLE, machine.space.rule());
      assertEquals(code, machine.space.operand());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ept-4-mbe, ---u, write-back, 0x430",
    "ept-5-mbe, rw-u, device, 0x403",
    "ept-4-noxo-mbe, rwx, write-through, 0x27",
    "ept-4-ipat, rw-, non-cacheable, 0x4b",
    "ept-4-ve, rwx, write-back, 0x8000000000000037",
    "ept-5-mbe-ad-ve-ipat, ---u, write-protected, 0x8000000000000468"
  })
  void leavesCarryWhatAFeatureAdds(String id, String permissions, String type, String bits) {
    TableFormat format = Formats.find(id);
    int code = Machine.code(Permissions.parse(permissions), MemoryType.parse(type));
    long low = Long.parseUnsignedLong(bits.substring(2), 16);
    assertEquals(HPA | low, format.leaf(HPA, code, 0));
    assertEquals(HPA | low | 0x80, format.leaf(HPA, code, 2));
    assertEquals(code, format.attributes(HPA | low | 0x80));
  }

  @ParameterizedTest
  @CsvSource({
    "ept-4, 0, 0x400000000037",
    "ept-4-pa36, 0, 0x1000000037",
    "ept-5-pa39, 4, 0x8000005007",
    "ept-5, 4, 0x5087",
    "ept-4-no1g, 2, 0xb7",
    "ept-4-no2m, 1, 0xb7",
    "ept-4-noxo, 0, 0x34",
    "ept-4-noxo-mbe, 0, 0x430",
    "ept-4-noxo-mbe, 3, 0x5400",
    "ept-4-mbe, 0, 0x432"
  })
  void whatTheProcessorLacksIsReserved(String id, int height, String word) {
    assertEquals(
        TableWalk.RESERVED,
        TableWalk.classify(Formats.find(id), Long.parseLong(word.substring(2), 16), height));
  }

  @ParameterizedTest
  @CsvSource({
    "ept-4-pa36, 0, 0x800000037, 2",
    "ept-5-pa52, 0, 0x8000000000037, 2",
    "ept-4-no1g, 1, 0xb7, 2",
    "ept-4, 0, 0x434, 2",
    "ept-4-mbe, 0, 0x430, 2",
    "ept-4-mbe, 3, 0x5400, 1",
    "ept-4-noxo, 0, 0x430, 0"
  })
  void whatTheProcessorHasIsNot(String id, int height, String word, int kind) {
    assertEquals(
        kind, TableWalk.classify(Formats.find(id), Long.parseLong(word.substring(2), 16), height));
  }

  @Test
  void tableEntriesGrantUsersFetchesWhereTheyArePermissions() {
    try (Machine machine = Machine.with("ept-5-mbe-ad", 0, 4 * Machine.GIB)) {
      machine.space.mapLinear(0, HPA, 0x1000, Machine.R);
      assertEquals(0x407, machine.memory.read(machine.space.root()) & 0xfff);
    }
  }

  @Test
  void whatHardwareSetOutlivesProtectAndCuts() {
    try (Machine machine = Machine.with("ept-4-ad", 0, 4 * Machine.GIB)) {
      machine.space.mapLinear(0, HPA, 2 * Machine.MIB, Machine.RW);
      long written = HPA | 0xb3;
      long entry =
          machine.words().entrySet().stream()
              .filter(word -> word.getValue() == written)
              .mapToLong(Map.Entry::getKey)
              .findAny()
              .orElseThrow();
      machine.memory.guestWrite(entry, written | 0x300);
      machine.space.protect(0x1000, 0x1000, Machine.R);
      assertEquals(HPA | 0x333, machine.leafAt(0).word());
      assertEquals(HPA | 0x1331, machine.leafAt(0x1000).word());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ept-3", "ept-4-pa35", "ept-5-pa53", "ept-4-no2m-no1g", "ept-4-xo"})
  void namesOfNoProcessorAreRefused(String id) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Formats.find(id)).getMessage();
    assertTrue(message.contains("(" + id + ")"), message);
  }

  @Test
  void reservedMemoryTypesHaveNoAttributes() {
    try (Machine machine = Machine.with("ept-4", 0, Machine.GIB)) {
      for (int type : new int[] {2, 3, 7}) {
        assertEquals(-1, machine.format.attributes(7 | (long) type << 3));
      }
    }
  }
}

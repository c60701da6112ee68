package maplet.impl.arch.ept;

import static org.junit.jupiter.api.Assertions.assertEquals;

import maplet.impl.Machine;
import maplet.model.MemoryType;
import maplet.model.Permissions;
import maplet.model.Rule;
import maplet.model.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @Test
  void reservedMemoryTypesHaveNoAttributes() {
    try (Machine machine = Machine.with("ept-4", 0, Machine.GIB)) {
      for (int type : new int[] {2, 3, 7}) {
        assertEquals(-1, machine.format.attributes(7 | (long) type << 3));
      }
    }
  }
}

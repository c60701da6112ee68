package maplet.impl.arch.riscv;

import static org.junit.jupiter.api.Assertions.assertEquals;

import maplet.impl.Machine;
import maplet.model.MemoryType;
import maplet.model.Permissions;
import maplet.model.Rule;
import maplet.model.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GStageFormatsTest {
  private static final long HPA = 0xff_c000_0000L;

  @ParameterizedTest
  @CsvSource({
    "r--, write-back, 0xd3",
    "rw-, write-back, 0xd7",
    "r-x, write-back, 0xdb",
    "rwx, write-back, 0xdf",
    "--x, write-back, 0xd9",
    "rw-, non-cacheable, 0x20000000000000d7",
    "rw-, device, 0x40000000000000d7"
  })
  void leavesCarryPermissionsAndMemoryType(String permissions, String type, String bits) {
    int code = Machine.code(Permissions.parse(permissions), MemoryType.parse(type));
    try (Machine machine = Machine.with("riscv-sv48x4-svpbmt", 0, 1L << 40)) {
      machine.space.mapLinear(0x5000, HPA + 0x7000, 0x1000, code);
      machine.space.mapLinear(Machine.GIB, HPA, Machine.GIB, code);
      machine.space.mapLinear(2 * Machine.GIB, HPA, 2 * Machine.MIB, code);
      machine.space.mapLinear(1L << 39, 3L << 39, 1L << 39, code);

      long low = Long.decode(bits);
      assertEquals(HPA + 0x7000 >>> 2 | low, machine.leafAt(0x5000).word());
      assertEquals(HPA >>> 2 | low, machine.leafAt(Machine.GIB).word());
      assertEquals(2, machine.leafAt(Machine.GIB).height());
      assertEquals(HPA >>> 2 | low, machine.leafAt(2 * Machine.GIB).word());
      assertEquals(3L << 37 | low, machine.leafAt(1L << 39).word());
      assertEquals(3, machine.leafAt(1L << 39).height());
      assertEquals(code, machine.format.attributes(HPA >>> 2 | low));
    }
  }

  @Test
  void tableEntriesAreOnlyValid() {
    try (Machine machine = Machine.with("riscv-sv39x4", 0, Machine.GIB)) {
      machine.space.mapLinear(0, HPA, 0x1000, Machine.R);
      long entry = machine.memory.read(machine.space.root());
      assertEquals(1, entry & 0x3ff);
      assertEquals(0, entry >>> 54);
    }
  }

  @Test
  void onlyWriteBackIsRepresentableWithoutSvpbmt() {
    try (Machine machine = Machine.with("riscv-sv39x4", 0, Machine.GIB)) {
      for (MemoryType type : MemoryType.values()) {
        Status status =
            machine.space.mapAllocated(0, 0x1000, Machine.code(Permissions.RWX, type), false);
        boolean representable = type == MemoryType.WRITE_BACK;
        assertEquals(representable ? Status.DONE : Status.INVALID_INPUT, status, type.toString());
        machine.space.clear();
      }
    }
  }

  @Test
  void writeWithoutReadIsNotRepresentable() {
    int code = Machine.code(new Permissions(Permissions.WRITE), MemoryType.WRITE_BACK);
    try (Machine machine = Machine.with("riscv-sv48x4", 0, Machine.GIB)) {
      assertEquals(Status.INVALID_INPUT, machine.space.mapLinear(0, 0, 0x1000, code));
      assertEquals(Rule.REPRESENTABLE, machine.space.rule());
    }
  }

  @Test
  void theReservedMemoryTypeHasNoAttributes() {
    try (Machine machine = Machine.with("riscv-sv39x4-svpbmt", 0, Machine.GIB)) {
      assertEquals(-1, machine.format.attributes(3L << 61 | 0xd7));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"riscv-sv39x4", "riscv-sv48x4"})
  void theRootHasFourFramesAndTwoMoreBitsOfIndex(String id) {
    try (Machine machine = Machine.with(id, Machine.GIB, Machine.GIB)) {
      assertEquals(4, machine.allocator.liveFrames());
      assertEquals(0, machine.space.root() % (16 << 10));
      machine.space.destroy();
      long end = machine.format.capabilities().inputLimit();
      assertEquals(Status.DONE, machine.space.create(0, end));
      assertEquals(Status.DONE, machine.space.mapLinear(end - 0x1000, 0x8000, 0x1000, Machine.RW));
      assertEquals(new Machine.Leaf(end - 0x1000, 0, 0x20d7), machine.leaves().getFirst());
      long topEntry = machine.memory.read(machine.space.root() + (16 << 10) - 8);
      assertEquals(1, topEntry & 0x3ff);
    }
  }
}

package maplet.impl.arch.aarch64;

import static org.junit.jupiter.api.Assertions.assertEquals;

import maplet.impl.Formats;
import maplet.impl.Machine;
import maplet.model.MemoryType;
import maplet.model.Permissions;
import maplet.model.Rule;
import maplet.model.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class Stage2FormatsTest {
  private static final String ID = "aarch64-4k-ipa40-l1";
  private static final long HPA = 0xff_c000_0000L;

  @ParameterizedTest
  @CsvSource({
    "rwx, write-back, 0x00000000000007ff",
    "r--, write-back, 0x004000000000077f",
    "rw-, write-back, 0x00400000000007ff",
    "r-x, write-back, 0x000000000000077f",
    "-w-, write-back, 0x00400000000007bf",
    "--x, write-back, 0x000000000000073f",
    "rwx, write-through, 0x00000000000007eb",
    "rwx, non-cacheable, 0x00000000000007d7",
    "rw-, device, 0x00400000000004c7"
  })
  void leavesCarryPermissionsAndMemoryType(String permissions, String type, String bits) {
    int code = Machine.code(Permissions.parse(permissions), MemoryType.parse(type));
    try (Machine machine = Machine.with(ID, 0, 4 * Machine.GIB)) {
      machine.space.mapLinear(0x5000, HPA + 0x7000, 0x1000, code);
      machine.space.mapLinear(Machine.GIB, HPA, Machine.GIB, code);
      machine.space.mapLinear(2 * Machine.GIB, HPA, 2 * Machine.MIB, code);

      long page = Long.decode(bits);
      long block = page & ~2L;
      assertEquals(HPA + 0x7000 | page, machine.leafAt(0x5000).word());
      assertEquals(HPA | block, machine.leafAt(Machine.GIB).word());
      assertEquals(2, machine.leafAt(Machine.GIB).height());
      assertEquals(HPA | block, machine.leafAt(2 * Machine.GIB).word());
      assertEquals(1, machine.leafAt(2 * Machine.GIB).height());
      assertEquals(code, machine.format.attributes(HPA | block));
    }
  }

  @Test
  void writeProtectedIsNotRepresentable() {
    int code = Machine.code(Permissions.RWX, MemoryType.WRITE_PROTECTED);
    try (Machine machine = Machine.with(ID, 0, Machine.GIB)) {
      assertEquals(Status.INVALID_INPUT, machine.space.mapLinear(0, 0, 0x1000, code));
      assertEquals(Rule.REPRESENTABLE, machine.space.rule());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0b0111, non-cacheable",
    "0b1011, write-through",
    "0b1110, write-through",
    "0b1101, non-cacheable",
    "0b0011, device"
  })
  void theWeakerOfInnerAndOuterTypeCounts(String memAttr, String type) {
    int field = Integer.parseInt(memAttr.substring(2), 2);
    try (Machine machine = Machine.with(ID, 0, Machine.GIB)) {
      int expected = Machine.code(Permissions.RWX, MemoryType.parse(type));
      assertEquals(expected, machine.format.attributes(0x7c3 | field << 2));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "aarch64-4k-ipa39-l1, 1, 3",
    "aarch64-4k-ipa40-l1, 2, 3",
    "aarch64-4k-ipa41-l1, 4, 3",
    "aarch64-4k-ipa42-l1, 8, 3",
    "aarch64-4k-ipa43-l1, 16, 3",
    "aarch64-4k-ipa40-l0, 1, 4",
    "aarch64-4k-ipa44-l0, 1, 4",
    "aarch64-4k-ipa48-l0, 1, 4"
  })
  void theRootIsConcatenatedAndAligned(String id, int frames, int levels) {
    try (Machine machine = Machine.with(id, 0, Machine.GIB)) {
      assertEquals(frames, machine.allocator.liveFrames());
      assertEquals(0, machine.space.root() % (frames * Machine.PAGE));
      assertEquals(levels, machine.format.levels());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"aarch64-4k-ipa40-l1", "aarch64-4k-ipa43-l1", "aarch64-4k-ipa48-l0"})
  void theLastPageOfTheInputRangeIsReachable(String id) {
    try (Machine machine = new Machine(Formats.find(id), 64)) {
      long end = machine.format.capabilities().inputLimit();
      assertEquals(Status.DONE, machine.space.create(0, end));
      assertEquals(Status.DONE, machine.space.mapLinear(end - 0x1000, 0x8000, 0x1000, Machine.RW));
      assertEquals(
          new Machine.Leaf(end - 0x1000, 0, 0x0040_0000_0000_87ffL), machine.leaves().getFirst());
      assertEquals(Status.DONE, machine.space.unmap(end - 0x1000, 0x1000));
      assertEquals(machine.format.rootFrames(), machine.allocator.liveFrames());
    }
  }
}

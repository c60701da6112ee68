package maplet.impl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import maplet.model.Access;
import maplet.model.Attributes;
import maplet.model.Permissions;
import maplet.model.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Walks over words that the address space would never write: one word in a good tree is replaced.
final class WalkTest {
  private static final long GPA = 5 * Machine.PAGE;

  /// Replaces the entry of a height on the way to a page, and translates.
  private static String translate(String id, int height, long set, long clear, Access access) {
    try (Machine machine = Machine.with(id, 0, Machine.GIB)) {
      machine.space.mapLinear(GPA, 0x7000, Machine.PAGE, Machine.RWX);
      long entry = machine.space.root();
      for (int above = machine.format.levels() - 1; above > height; above--) {
        entry = machine.address(machine.memory.read(entry));
      }
      entry += height == 0 ? 5 * 8 : 0;
      machine.memory.guestWrite(entry, machine.memory.read(entry) & ~clear | set);
      return outcome(machine.space, access);
    }
  }

  private static String outcome(AddressSpace space, Access access) {
    Status status = space.translate(GPA + 8, access);
    Translation translation = space.translation();
    if (status == Status.FAULT) {
      return translation.faultKind() + " " + translation.faultHeight();
    }
    assertEquals(Status.TRANSLATED, status);
    int granted = Attributes.permissionBits(translation.attributes());
    return Long.toHexString(translation.hpa()) + " " + new Permissions(granted);
  }

  @ParameterizedTest
  @CsvSource({
    // id, height, bits to set, bits to clear, access, outcome
    "ept-4, 0, 0, 0, READ, 7008 rwx",
    "ept-4, 0, 0, 7, READ, translation 0",
    "ept-4, 0, 0, 1, READ, misconfiguration 0",
    "ept-4, 0, 0x400000000000, 0, READ, misconfiguration 0",
    "ept-4, 0, 0x38, 0, READ, misconfiguration 0",
    "ept-4, 1, 0, 2, WRITE, permission 0",
    "ept-4, 1, 0, 2, READ, 7008 r-x",
    "ept-4, 2, 0, 1, READ, misconfiguration 2",
    "ept-4, 3, 0x80, 0, READ, misconfiguration 3",
    "ept-4, 2, 0x8, 0, READ, misconfiguration 2",
    "aarch64-4k-ipa40-l1, 0, 0, 0x400, READ, access-flag 0",
    "aarch64-4k-ipa40-l1, 0, 0, 0x480, WRITE, access-flag 0",
    "aarch64-4k-ipa40-l1, 0, 0, 2, READ, translation 0",
    "aarch64-4k-ipa40-l1, 0, 0, 0x40, READ, permission 0",
    "aarch64-4k-ipa40-l1, 0, 0x0040000000000000, 0, EXECUTE, permission 0",
    "aarch64-4k-ipa48-l0, 3, 0, 2, READ, translation 3",
    "riscv-sv39x4, 0, 0, 0x40, READ, access-flag 0",
    "riscv-sv39x4, 0, 0, 0x80, WRITE, access-flag 0",
    "riscv-sv39x4, 0, 0, 0x80, READ, 7008 rwx",
    "riscv-sv39x4, 0, 0, 0x44, WRITE, permission 0",
    "riscv-sv39x4, 0, 0, 0x10, READ, permission 0"
  })
  void wordsThatNobodyWrites(
      String id, int height, String set, String clear, Access access, String expected) {
    assertEquals(expected, translate(id, height, Long.decode(set), Long.decode(clear), access));
  }

  @Test
  void reservedBitsOfRiscvEndTheWalk() {
    for (long bits : new long[] {1L << 54, 1L << 60, 1L << 61, 1L << 63}) {
      String outcome = translate("riscv-sv39x4", 0, bits, 0, Access.READ);
      assertTrue(outcome.endsWith(" 0") && !outcome.startsWith("7008"), outcome);
    }
    String pointer = translate("riscv-sv39x4", 0, 0, 0xe, Access.READ);
    assertTrue(pointer.endsWith(" 0") && !pointer.startsWith("7008"), pointer);
  }
}

package maplet.harness.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import maplet.model.Attributes;
import maplet.model.MemoryType;
import maplet.model.Permissions;
import maplet.model.arch.HardwareFlags;
import org.junit.jupiter.api.Test;

class HardwareMarksTest {
  private static final int RAM = Attributes.RAM.code();
  private static final int READ_ONLY = Attributes.code(Permissions.READ, MemoryType.WRITE_BACK);
  private static final long A = 1 << 6;
  private static final long D = 1 << 7;

  private final HardwareMarks marks = new HardwareMarks(new HardwareFlags(A, D, 0, false));
  private final HardwareMarks armMarks = new HardwareMarks(new HardwareFlags(A, D, 0, true));

  @Test
  void anAccessMarksTheWholeLeafAndAWriteDirtiesItForGood() {
    marks.touched(0x2000, 0x4000, false);
    assertEquals(A, marks.bits(0x3000, RAM));
    marks.touched(0x2000, 0x4000, true);
    marks.touched(0x2000, 0x4000, false);
    assertEquals(A | D, marks.bits(0x2000, RAM));
    assertEquals(0, marks.bits(0x1000, RAM));
    assertEquals(0, marks.bits(0x4000, RAM));
    marks.unmapped(0x3000, 0x4000);
    assertEquals(0, marks.bits(0x3000, RAM));
    assertEquals(A | D, marks.bits(0x2000, RAM));
    marks.reset();
    assertEquals(0, marks.bits(0x2000, RAM));
  }

  @Test
  void aLeafStaysDirtyWhenItBecomesReadOnly() {
    marks.touched(0x1000, 0x2000, true);
    marks.protectedWith(READ_ONLY, 0x1000, 0x2000);
    assertEquals(A | D, marks.bits(0x1000, READ_ONLY));
  }

  @Test
  void whereDirtyIsThePermissionItGoesWithIt() {
    armMarks.touched(0x1000, 0x4000, true);
    armMarks.protectedWith(RAM, 0x1000, 0x2000);
    armMarks.protectedWith(READ_ONLY, 0x2000, 0x3000);
    assertEquals(A | D, armMarks.bits(0x1000, RAM));
    assertEquals(A, armMarks.bits(0x2000, READ_ONLY));
    assertEquals(A, armMarks.bits(0x2000, RAM));
    assertEquals(A | D, armMarks.bits(0x3000, RAM));
  }

  @Test
  void withoutHardwareFlagsNothingIsMarked() {
    HardwareMarks none = new HardwareMarks(HardwareFlags.NONE);
    none.touched(0x1000, 0x2000, true);
    none.protectedWith(READ_ONLY, 0x1000, 0x2000);
    assertEquals(0, none.bits(0x1000, RAM));
    HardwareMarks dirtyOnly = new HardwareMarks(new HardwareFlags(0, D, 0, true));
    dirtyOnly.touched(0x1000, 0x2000, true);
    dirtyOnly.protectedWith(READ_ONLY, 0x1000, 0x2000);
    assertEquals(0, dirtyOnly.bits(0x1000, RAM));
  }
}

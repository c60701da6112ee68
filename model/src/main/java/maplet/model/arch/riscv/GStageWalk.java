package maplet.model.arch.riscv;

import java.util.ArrayList;
import java.util.List;
import maplet.model.Access;
import maplet.model.Attributes;
import maplet.model.FaultKind;
import maplet.model.arch.Citation;
import maplet.model.arch.Entry;
import maplet.model.arch.WalkResult;
import maplet.model.arch.WalkResult.Step;
import maplet.model.arch.WalkResult.Update;
import maplet.model.arch.WordMemory;

/// One G-stage walk, by the numbered steps of "Virtual Address Translation Process" as the
/// hypervisor extension changes them. Every fault is the guest-page fault of its access: cause 20,
/// 21 or 23.
final class GStageWalk {
  private final GStage regime;
  private final WordMemory memory;
  private final Access access;
  private final List<Step> steps = new ArrayList<>();

  GStageWalk(GStage regime, WordMemory memory, Access access) {
    this.regime = regime;
    this.memory = memory;
    this.access = access;
  }

  WalkResult from(long root, long gpa) {
    int height = regime.levels() - 1;
    if (gpa >>> regime.capabilities().inputBits() != 0) {
      // GPAs aren't sign-extended: all bits above must be zero.
      return fault(
          FaultKind.TRANSLATION,
          height,
          "the GPA has more bits than the mode translates",
          GStageFormats.TWO_STAGE);
    }
    long table = root;
    while (true) {
      // Step 2: read the entry at a + va.vpn[i] x PTESIZE.
      long address = regime.entryAt(table, gpa, height);
      long word = memory.read(address);
      steps.add(new Step(height, address, word));
      switch (regime.decode(word, height)) {
        case Entry.Absent _ -> {
          return fault(FaultKind.TRANSLATION, height, "V is clear", GStageFormats.ALGORITHM);
        }
        case Entry.Reserved(FaultKind kind, String reason, Citation citation) -> {
          return fault(kind, height, reason, citation);
        }
        case Entry.Leaf(long page, Attributes attributes) -> {
          return leaf(word, page, attributes, gpa, height);
        }
        case Entry.Table(long next) -> {
          table = next;
          height--;
        }
      }
    }
  }

  /// Steps 6 and later: permissions, then A and D.
  private WalkResult leaf(long word, long page, Attributes attributes, long gpa, int height) {
    if (!regime.capabilities().permits(attributes.permissions(), access)) {
      return fault(
          FaultKind.PERMISSION,
          height,
          "U, R, W and X grant " + attributes.permissions(),
          GStageFormats.TWO_STAGE);
    }
    // Step 9.
    long needed = GStageFormats.A.mask() | (access == Access.WRITE ? GStageFormats.D.mask() : 0);
    boolean clear = (word & needed) != needed;
    if (clear && !regime.setsFlags()) {
      return fault(
          FaultKind.ACCESS_FLAG,
          height,
          "A is clear, or D on a store, and hardware doesn't set them",
          GStageFormats.ALGORITHM);
    }
    List<Update> updates =
        clear ? List.of(new Update(steps.getLast().address(), word | needed)) : List.of();
    long size = regime.leafSize(word, height);
    return new WalkResult.Reached(page | gpa & size - 1, attributes, size, steps, updates);
  }

  private WalkResult fault(FaultKind kind, int height, String reason, Citation citation) {
    return new WalkResult.Faulted(kind, height, regime.level(height), reason, citation, steps);
  }
}

package maplet.model.arch.aarch64;

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

/// One stage 2 walk.
final class Stage2Walk {
  private final Stage2 regime;
  private final WordMemory memory;
  private final Access access;
  private final List<Step> steps = new ArrayList<>();

  Stage2Walk(Stage2 regime, WordMemory memory, Access access) {
    this.regime = regime;
    this.memory = memory;
    this.access = access;
  }

  WalkResult from(long root, long ipa) {
    int height = regime.levels() - 1;
    if (ipa >>> regime.capabilities().inputBits() != 0) {
      return faultBeforeTheWalk(
          FaultKind.TRANSLATION,
          "the IPA has more bits than VTCR_EL2.T0SZ allows",
          Stage2Citations.INPUT_SIZE);
    }
    if (root >>> regime.capabilities().outputBits() != 0) {
      return faultBeforeTheWalk(
          FaultKind.ADDRESS_SIZE,
          "the root's address has more bits than VTCR_EL2.PS allows",
          Stage2Citations.ROOT_SIZE);
    }
    long table = root;
    while (true) {
      long address = regime.entryAt(table, ipa, height);
      long word = memory.read(address);
      steps.add(new Step(height, address, word));
      switch (regime.decode(word, height)) {
        case Entry.Absent _ -> {
          return fault(
              FaultKind.TRANSLATION,
              height,
              "bit 0 of the descriptor is clear",
              Stage2Citations.INVALID_DESCRIPTORS);
        }
        case Entry.Reserved(FaultKind kind, String reason, Citation citation) -> {
          return fault(kind, height, reason, citation);
        }
        case Entry.Leaf(long page, Attributes attributes) -> {
          return leaf(word, page, attributes, ipa, height);
        }
        case Entry.Table(long next) -> {
          // Stage 2 tables carry no permissions: there are no hierarchical attributes.
          table = next;
          height--;
        }
      }
    }
  }

  /// The access flag is looked at before the permissions (D8.15, I_DSHLJ).
  private WalkResult leaf(long word, long page, Attributes granted, long ipa, int height) {
    if (regime.attributes().accessFlagFaults(word)) {
      return fault(
          FaultKind.ACCESS_FLAG,
          height,
          "AF is clear and HA is 0",
          Stage2Citations.SOFTWARE_ACCESS_FLAG);
    }
    if (!regime.capabilities().permits(granted.permissions(), access)) {
      return fault(
          FaultKind.PERMISSION,
          height,
          "S2AP and XN grant " + granted.permissions(),
          Stage2Citations.PERMISSION_FAULT);
    }
    long size = 1L << regime.indexShift(height);
    return new WalkResult.Reached(page | ipa & size - 1, granted, size, steps, updates(word));
  }

  /// What hardware makes of the leaf, which was read last.
  private List<Update> updates(long word) {
    long next = regime.attributes().afterAccess(word, access == Access.WRITE);
    return next == word ? List.of() : List.of(new Update(steps.getLast().address(), next));
  }

  private WalkResult fault(FaultKind kind, int height, String reason, Citation citation) {
    return new WalkResult.Faulted(kind, height, regime.level(height), reason, citation, steps);
  }

  /// The manual reports these faults at level 0, wherever the walk would start.
  private WalkResult faultBeforeTheWalk(FaultKind kind, String reason, Citation citation) {
    return new WalkResult.Faulted(kind, regime.levels() - 1, 0, reason, citation, steps);
  }
}

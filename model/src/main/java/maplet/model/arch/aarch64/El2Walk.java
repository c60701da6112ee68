package maplet.model.arch.aarch64;

import java.util.ArrayList;
import java.util.List;
import maplet.model.Access;
import maplet.model.Attributes;
import maplet.model.FaultKind;
import maplet.model.Permissions;
import maplet.model.arch.Citation;
import maplet.model.arch.Entry;
import maplet.model.arch.WalkResult;
import maplet.model.arch.WalkResult.Step;
import maplet.model.arch.WordMemory;

/// One walk of EL2's own stage 1.
final class El2Walk {
  private final El2Stage1 regime;
  private final WordMemory memory;
  private final Access access;
  private final List<Step> steps = new ArrayList<>();

  El2Walk(El2Stage1 regime, WordMemory memory, Access access) {
    this.regime = regime;
    this.memory = memory;
    this.access = access;
  }

  WalkResult from(long root, long va) {
    int height = regime.levels() - 1;
    if (va >>> regime.capabilities().inputBits() != 0) {
      // Reported at level 0, wherever the walk would start.
      return new WalkResult.Faulted(
          FaultKind.TRANSLATION,
          height,
          0,
          "the address has more bits than TCR_EL2.T0SZ allows",
          El2Formats.INPUT_SIZE,
          steps);
    }
    int passed = Permissions.ALL_BITS;
    long table = root;
    while (true) {
      long address = regime.entryAt(table, va, height);
      long word = memory.read(address);
      steps.add(new Step(height, address, word));
      switch (regime.decode(word, height)) {
        case Entry.Absent _ -> {
          return fault(
              FaultKind.TRANSLATION,
              height,
              "bit 0 of the descriptor is clear",
              El2Formats.INPUT_SIZE);
        }
        case Entry.Reserved(FaultKind kind, String reason, Citation citation) -> {
          return fault(kind, height, reason, citation);
        }
        case Entry.Leaf(long page, Attributes attributes) -> {
          return leaf(word, page, attributes, passed, va, height);
        }
        case Entry.Table(long next) -> {
          passed &= El2Stage1.passedByTable(word);
          table = next;
          height--;
        }
      }
    }
  }

  /// The access flag is looked at before the permissions, which tables restrict for all below them.
  private WalkResult leaf(
      long word, long page, Attributes attributes, int passed, long va, int height) {
    if (El2Formats.AF.get(word) == 0) {
      return fault(
          FaultKind.ACCESS_FLAG, height, "AF is clear and HA is 0", El2Formats.ACCESS_FLAG);
    }
    Permissions granted = new Permissions(attributes.permissions().bits() & passed);
    if (!regime.capabilities().permits(granted, access)) {
      return fault(
          FaultKind.PERMISSION,
          height,
          "the entries together grant " + granted,
          El2Formats.PERMISSIONS);
    }
    long size = 1L << regime.indexShift(height);
    Attributes effective = new Attributes(granted, attributes.memoryType());
    return new WalkResult.Reached(page | va & size - 1, effective, size, steps, List.of());
  }

  private WalkResult fault(FaultKind kind, int height, String reason, Citation citation) {
    return new WalkResult.Faulted(kind, height, regime.level(height), reason, citation, steps);
  }
}

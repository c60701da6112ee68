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
      // The manual reports an IPA beyond T0SZ as a fault at level 0, wherever the walk would start.
      return new WalkResult.Faulted(
          FaultKind.TRANSLATION,
          height,
          0,
          "the IPA has more bits than VTCR_EL2.T0SZ allows",
          Stage2Formats.TRANSLATION,
          steps);
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
              Stage2Formats.DESCRIPTORS);
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

  /// The access flag is looked at before the permissions.
  private WalkResult leaf(long word, long page, Attributes attributes, long ipa, int height) {
    if (Stage2Formats.AF.get(word) == 0) {
      return fault(
          FaultKind.ACCESS_FLAG, height, "AF is clear and HA is 0", Stage2Formats.ACCESS_FLAG);
    }
    if (!regime.capabilities().permits(attributes.permissions(), access)) {
      return fault(
          FaultKind.PERMISSION,
          height,
          "S2AP and XN grant " + attributes.permissions(),
          Stage2Formats.PERMISSIONS);
    }
    long size = 1L << regime.indexShift(height);
    return new WalkResult.Reached(page | ipa & size - 1, attributes, size, steps, List.of());
  }

  private WalkResult fault(FaultKind kind, int height, String reason, Citation citation) {
    return new WalkResult.Faulted(kind, height, regime.level(height), reason, citation, steps);
  }
}

package maplet.model.arch.ept;

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

/// One walk of EPT tables.
final class EptWalk {
  private final Ept regime;
  private final WordMemory memory;
  private final Access access;
  private final List<Step> steps = new ArrayList<>();

  EptWalk(Ept regime, WordMemory memory, Access access) {
    this.regime = regime;
    this.memory = memory;
    this.access = access;
  }

  WalkResult from(long root, long gpa) {
    int height = regime.levels() - 1;
    if (gpa >>> regime.capabilities().inputBits() != 0) {
      // A guest can't produce such an address: its paging structures hold no more bits.
      return fault(
          FaultKind.TRANSLATION,
          height,
          "the address has more bits than the tables translate",
          EptFormats.TRANSLATION);
    }
    // 29.3.3.2: an access must be allowed by all entries, so permissions are combined on the way.
    int granted = 0b111;
    long table = root;
    while (true) {
      long address = regime.entryAt(table, gpa, height);
      long word = memory.read(address);
      steps.add(new Step(height, address, word));
      granted &= (int) word;
      switch (regime.decode(word, height)) {
        case Entry.Absent _ -> {
          return fault(
              FaultKind.TRANSLATION,
              height,
              "bits 2:0 of the entry are clear",
              EptFormats.VIOLATIONS);
        }
        case Entry.Reserved(FaultKind kind, String reason, Citation citation) -> {
          return fault(kind, height, reason, citation);
        }
        case Entry.Leaf(long page, Attributes attributes) -> {
          return leaf(page, attributes, gpa, height, new Permissions(granted));
        }
        case Entry.Table(long next) -> {
          table = next;
          height--;
        }
      }
    }
  }

  private WalkResult leaf(
      long page, Attributes attributes, long gpa, int height, Permissions granted) {
    if (!regime.capabilities().permits(granted, access)) {
      return fault(
          FaultKind.PERMISSION,
          height,
          "the entries together grant " + granted,
          EptFormats.VIOLATIONS);
    }
    long size = 1L << regime.indexShift(height);
    Attributes effective = new Attributes(granted, attributes.memoryType());
    return new WalkResult.Reached(page | gpa & size - 1, effective, size, steps, List.of());
  }

  private WalkResult fault(FaultKind kind, int height, String reason, Citation citation) {
    return new WalkResult.Faulted(kind, height, regime.level(height), reason, citation, steps);
  }
}

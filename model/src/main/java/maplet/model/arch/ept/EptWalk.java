package maplet.model.arch.ept;

import java.util.ArrayList;
import java.util.List;
import maplet.model.Access;
import maplet.model.Attributes;
import maplet.model.FaultKind;
import maplet.model.Permissions;
import maplet.model.arch.Citation;
import maplet.model.arch.Entry;
import maplet.model.arch.HardwareFlags;
import maplet.model.arch.WalkResult;
import maplet.model.arch.WalkResult.Step;
import maplet.model.arch.WalkResult.Update;
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

  /// 29.3.3.3: an entry is read; if it isn't present that is a violation, if it is misconfigured a
  /// misconfiguration; if it references a table the next one is read. Only when the last entry has
  /// been read are the privileges evaluated that all entries together give.
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
    int granted = Permissions.ALL_BITS;
    long table = root;
    while (true) {
      long address = regime.entryAt(table, gpa, height);
      long word = memory.read(address);
      steps.add(new Step(height, address, word));
      granted &= regime.entries().permissions(word).bits();
      switch (regime.decode(word, height)) {
        case Entry.Absent _ -> {
          return violation(FaultKind.TRANSLATION, height, "the entry isn't present");
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
      return violation(FaultKind.PERMISSION, height, "the entries together grant " + granted);
    }
    long size = 1L << regime.indexShift(height);
    Attributes effective = new Attributes(granted, attributes.memoryType());
    return new WalkResult.Reached(page | gpa & size - 1, effective, size, steps, updates());
  }

  /// 29.3.5: with accessed and dirty flags on, each entry that was used becomes accessed, and the
  /// leaf dirty on a write.
  private List<Update> updates() {
    HardwareFlags flags = regime.hardwareFlags();
    List<Update> updates = new ArrayList<>();
    for (Step step : steps) {
      boolean leaf = step.equals(steps.getLast());
      long set = leaf ? flags.accessed() : flags.tableAccessed();
      set |= leaf && access == Access.WRITE ? flags.dirty() : 0;
      if ((step.word() | set) != step.word()) {
        updates.add(new Update(step.address(), step.word() | set));
      }
    }
    return updates;
  }

  /// A violation at an entry that isn't present or maps a page, the last one read. With
  /// EPT-violation #VE on, it is convertible to an exception in the guest unless bit 63 of that
  /// very entry suppresses it.
  private WalkResult violation(FaultKind kind, int height, String reason) {
    if (!regime.configuration().virtualizationException()) {
      return fault(kind, height, reason, EptFormats.VIOLATIONS);
    }
    String conversion =
        EptFormats.SUPPRESS_VE.get(steps.getLast().word()) == 0
            ? "; convertible to #VE, as bit 63 is clear"
            : "; not convertible to #VE, as bit 63 is set";
    return fault(kind, height, reason + conversion, EptFormats.VIOLATIONS);
  }

  private WalkResult fault(FaultKind kind, int height, String reason, Citation citation) {
    return new WalkResult.Faulted(kind, height, regime.level(height), reason, citation, steps);
  }
}

package maplet.harness.sequence;

import java.util.List;
import maplet.model.Access;
import maplet.model.Capabilities;
import maplet.model.MappingTag;
import maplet.model.RangeMap;

/// Decodes operations on a page table: pages of every size beside, inside and over each other,
/// regions that cut them, remaps, and operands that must be refused.
///
/// Operands are drawn as [Grammar] draws them, aimed at the mappings that exist.
public final class TableGrammar implements SequenceGrammar {
  /// Granules of a region without huge leaves at most, about.
  private static final int MOST_GRANULES = 1024;

  private final Grammar operands;
  private final RangeMap mappings;
  private final int[] pageShifts;
  private final List<Integer> modelShifts;
  private final long granule;
  private final long inputLimit;
  private final long outputLimit;
  private final long linearHostSpan;

  private ChoiceSource choices = new SeededChoices(0);

  /// @param mappings the model's mappings, read to aim at their edges
  public TableGrammar(Capabilities capabilities, RangeMap mappings) {
    this.operands = new Grammar(capabilities, mappings);
    this.mappings = mappings;
    this.pageShifts = capabilities.pageShifts().stream().mapToInt(Integer::intValue).toArray();
    this.modelShifts = capabilities.pageShifts();
    this.granule = capabilities.granule();
    this.inputLimit = capabilities.inputLimit();
    this.outputLimit = capabilities.outputLimit();
    this.linearHostSpan = Grammar.linearHostSpan(capabilities);
  }

  @Override
  public void begin(Setup setup, Workload workload, ChoiceSource newChoices) {
    operands.begin(setup, workload, newChoices);
    choices = newChoices;
  }

  @Override
  public void next(OperationSlot slot) {
    if (operands.followsUp(slot)) {
      return;
    }
    int weight = choices.choose(1024);
    if (weight < 240) {
      mapPage(slot);
    } else if (weight < 400) {
      mapRegion(slot);
    } else if (weight < 500) {
      address(slot, OperationKind.UNMAP_PAGE);
    } else if (weight < 620) {
      region(slot, OperationKind.UNMAP_REGION);
    } else if (weight < 740) {
      region(slot, OperationKind.PROTECT_REGION);
      slot.attributes = operands.chooseAttributes();
    } else if (weight < 860) {
      remap(slot);
    } else if (weight < 940) {
      address(slot, OperationKind.QUERY_PAGE);
    } else if (weight < 970) {
      access(slot, OperationKind.TRANSLATE);
    } else if (weight < 1000) {
      access(slot, OperationKind.TOUCH);
      operands.touch(slot);
    } else if (weight < 1010) {
      access(slot, OperationKind.DAMAGED_WALK);
      operands.chooseDamage(slot);
    } else if (weight < 1022) {
      slot.begin(OperationKind.WALK_TABLE);
    } else {
      slot.begin(OperationKind.CLEAR);
    }
    int rare = choices.choose(256);
    if (rare < 8) {
      spoil(slot);
    } else {
      operands.drawRefusal(slot, rare - 8);
    }
  }

  private void mapPage(OperationSlot slot) {
    slot.begin(OperationKind.MAP_PAGE);
    int shift = pageShifts[choices.choose(pageShifts.length)];
    operands.chooseSmallRange(slot);
    if (choices.choose(2) == 0) {
      operands.aimAtArea(slot);
    }
    slot.size = 1L << shift;
    slot.gpa = slot.gpa >>> shift << shift;
    slot.hpa = aligned(operands.chooseHost(slot.gpa, slot.size), shift);
    slot.attributes = operands.chooseAttributes();
  }

  private void mapRegion(OperationSlot slot) {
    slot.begin(OperationKind.MAP_REGION);
    operands.chooseRange(slot);
    slot.hpa = operands.chooseHost(slot.gpa, slot.size);
    slot.attributes = operands.chooseAttributes();
    slot.allowHuge = slot.size / granule > MOST_GRANULES || choices.choose(4) != 0;
  }

  private void region(OperationSlot slot, OperationKind kind) {
    slot.begin(kind);
    operands.chooseCut(slot);
    operands.aimAtArea(slot);
  }

  private void remap(OperationSlot slot) {
    address(slot, OperationKind.REMAP);
    // Mostly as aligned as the largest leaf, sometimes as a smaller one.
    // A leaf so large that it would reach the host's own frames goes above them.
    boolean mapped = mappings.seek(slot.gpa) && mappings.start() <= slot.gpa;
    int index = mapped ? MappingTag.pageIndex(mappings.tag()) : 0;
    slot.hpa = operands.chooseHost(0, 1L << modelShifts.get(index));
    int shift = choices.choose(4) != 0 ? pageShifts.length - 1 : choices.choose(pageShifts.length);
    slot.hpa = aligned(slot.hpa, pageShifts[shift]);
    if (choices.choose(4) == 0 && mappings.seek(slot.gpa)) {
      // The address that is there: only the attributes may change.
      long there = (slot.gpa >>> pageShifts[shift] << pageShifts[shift]) + mappings.delta();
      slot.hpa = there >= 0 && there < outputLimit ? there : slot.hpa;
    }
    slot.attributes = operands.chooseAttributes();
  }

  /// Aligns a host address down, but not into the host's own frames, see [Grammar#linearHostSpan].
  private long aligned(long hpa, int shift) {
    long start = hpa >>> shift << shift;
    boolean reachesFrames =
        start < 4 * linearHostSpan && start + (1L << shift) > 2 * linearHostSpan;
    return reachesFrames ? outputLimit / 2 >>> shift << shift : start;
  }

  /// An address of any byte, mostly one that is mapped.
  private void address(OperationSlot slot, OperationKind kind) {
    slot.begin(kind);
    slot.gpa = operands.chooseAddress();
    slot.size = granule;
    operands.aimAtArea(slot);
    slot.gpa += operands.chooseOffset();
    operands.widen(slot);
    slot.size = 0;
  }

  private void access(OperationSlot slot, OperationKind kind) {
    address(slot, kind);
    slot.access = Access.of(choices.choose(Access.count()));
  }

  /// Makes an operand one that must be refused.
  private void spoil(OperationSlot slot) {
    if (slot.kind == OperationKind.MAP_PAGE && choices.choose(3) == 0) {
      slot.size = choices.choose(2) == 0 ? slot.size << 1 + choices.choose(40) : slot.size + 1;
      return;
    }
    if (slot.kind == OperationKind.WALK_TABLE) {
      return;
    }
    if (slot.kind.hasAddress() && choices.choose(8) == 0) {
      slot.gpa = inputLimit - granule * choices.choose(3);
      return;
    }
    operands.spoil(slot);
  }
}

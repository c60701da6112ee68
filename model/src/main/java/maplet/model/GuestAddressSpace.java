package maplet.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.commons.lang3.Validate;

/// A guest's physical address space as a value: it never changes, an operation makes the next one.
///
/// ```
/// GuestAddressSpace empty = GuestAddressSpace.create(capabilities, 0, 1L << 30);
/// Step step = empty.apply(new Operation.MapLinear(0x1000, 0x8000, 0x2000, Attributes.RAM), host);
/// step.outcome(); // Done[]
/// step.next().translate(0x1234); // host address 0x8234, rwx write-back, page of 0x1000
/// ```
///
/// It consists of *areas*, what was asked for, and *mappings*, what is present: in an on-demand
/// area a page is present from its first fault on, in every other area always. Mappings are in
/// canonical form: sorted, disjoint, and as few as can be, so two address spaces have equal
/// mappings exactly when they translate every address alike (to the same host address, attributes
/// and page size). The frames that the address space owns are those that the mappings of its
/// allocated areas reach.
///
/// An operation takes O(log n) steps for n areas and mappings, plus one for each run that it
/// changes, and the address spaces share all that is equal. What each operation does is said in
/// [Rules].
public final class GuestAddressSpace {
  private final Layer layer;
  private final Capabilities capabilities;
  private final long base;
  private final long end;
  private final RunTree areas;
  private final RunTree mappings;

  /// An operation's outcome, and the address space after it; the same address space when the
  /// operation was refused.
  public record Step(Outcome outcome, GuestAddressSpace next) {}

  private GuestAddressSpace(
      Layer layer,
      Capabilities capabilities,
      long base,
      long end,
      RunTree areas,
      RunTree mappings) {
    this.layer = layer;
    this.capabilities = capabilities;
    this.base = base;
    this.end = end;
    this.areas = areas;
    this.mappings = mappings;
  }

  /// An empty address space of `[base, base + size)`.
  ///
  /// @param capabilities of the translation regime
  /// @param base first guest address, a multiple of the granule
  /// @param size bytes, a positive multiple of the granule; the end must fit the input width
  /// @throws IllegalArgumentException when the range breaks a rule ([Rules#create] answers the same
  ///   as a status)
  public static GuestAddressSpace create(Capabilities capabilities, long base, long size) {
    OperandRules rules = new OperandRules(capabilities);
    Validate.isTrue(
        rules.spaceIsLegal(base, size),
        "address space (base 0x%x, size 0x%x) is refused: %s (0x%x)",
        base,
        size,
        rules.rule().text(),
        rules.operand());
    return new GuestAddressSpace(
        Layer.SPACE, capabilities, base, base + size, RunTree.EMPTY, RunTree.EMPTY);
  }

  /// An empty page table over the regime's whole input range: an address space without areas, for
  /// the operations of [Layer#TABLE].
  public static GuestAddressSpace table(Capabilities capabilities) {
    return new GuestAddressSpace(
        Layer.TABLE, capabilities, 0, capabilities.inputLimit(), RunTree.EMPTY, RunTree.EMPTY);
  }

  /// Applies an operation.
  ///
  /// @param operation of this layer
  /// @param environment which frames the host gives, and whether it refuses one
  /// @throws IllegalArgumentException when the operation is one of the other layer
  public Step apply(Operation operation, Environment environment) {
    Validate.isTrue(
        Operations.isOf(layer, operation), "%s is no operation of layer %s", operation, layer);
    PersistentRangeMap nextAreas = new PersistentRangeMap(false, areas);
    PersistentRangeMap nextMappings = new PersistentRangeMap(true, mappings);
    Rules rules = new Rules(capabilities, nextAreas, nextMappings);
    rules.resume(base, end);
    Status status = Operations.apply(rules, operation, environment);
    Outcome outcome = Operations.outcome(rules, status);
    if (status.isRefusal()) {
      return new Step(outcome, this);
    }
    return new Step(outcome, with(nextAreas.snapshot(), nextMappings.snapshot()));
  }

  /// What a guest address (any byte) reaches, whatever the access; nothing when no page is present.
  public Optional<Outcome.Translated> translate(long gpa) {
    RunTree run = mappings.seek(gpa);
    if (run.isEmpty() || run.start > gpa) {
      return Optional.empty();
    }
    Mapping mapping = mapping(run);
    long hpa = gpa + run.delta;
    return Optional.of(new Outcome.Translated(hpa, mapping.attributes(), mapping.pageSize()));
  }

  /// The area that holds a guest address.
  public Optional<Area> areaAt(long gpa) {
    RunTree run = areas.seek(gpa);
    return run.isEmpty() || run.start > gpa ? Optional.empty() : Optional.of(area(run));
  }

  /// All areas, by ascending guest address.
  public List<Area> areas() {
    List<Area> list = new ArrayList<>();
    for (RunTree run = areas.seek(0); !run.isEmpty(); run = areas.seek(run.end)) {
      list.add(area(run));
    }
    return List.copyOf(list);
  }

  /// All mappings, by ascending guest address.
  public List<Mapping> mappings() {
    List<Mapping> list = new ArrayList<>();
    for (RunTree run = mappings.seek(0); !run.isEmpty(); run = mappings.seek(run.end)) {
      list.add(mapping(run));
    }
    return List.copyOf(list);
  }

  /// The capabilities of the translation regime.
  public Capabilities capabilities() {
    return capabilities;
  }

  /// First guest address.
  public long base() {
    return base;
  }

  /// One more than the last guest address.
  public long end() {
    return end;
  }

  /// Whether `[gpa, gpa + size)` lies inside the address space; a range that wraps does not.
  public boolean containsRange(long gpa, long size) {
    return Long.compareUnsigned(gpa, base) >= 0
        && Long.compareUnsigned(gpa, end) <= 0
        && Long.compareUnsigned(size, end - gpa) <= 0;
  }

  /// Whether an area has an address in common with `[gpa, gpa + size)`; a range that wraps ends
  /// with the last address.
  public boolean overlaps(long gpa, long size) {
    if (gpa < 0 || size == 0) {
      return false;
    }
    RunTree run = areas.seek(gpa);
    return !run.isEmpty() && Long.compareUnsigned(run.start - gpa, size) < 0
        || areaAt(gpa).isPresent();
  }

  private GuestAddressSpace with(RunTree newAreas, RunTree newMappings) {
    return new GuestAddressSpace(layer, capabilities, base, end, newAreas, newMappings);
  }

  private static Area area(RunTree run) {
    Attributes attributes = Attributes.of(AreaTag.attributes(run.tag));
    Backing backing = AreaTag.backing(run.tag);
    return new Area(run.start, run.end - run.start, attributes, backing, run.delta);
  }

  private Mapping mapping(RunTree run) {
    Attributes attributes = Attributes.of(MappingTag.attributes(run.tag));
    int shift = capabilities.pageShifts().get(MappingTag.pageIndex(run.tag));
    long hpa = run.start + run.delta;
    return new Mapping(run.start, hpa, run.end - run.start, attributes, 1L << shift);
  }

  /// Whether both have the same layer, regime, range, areas and mappings.
  @Override
  public boolean equals(Object other) {
    return other instanceof GuestAddressSpace that
        && layer == that.layer
        && base == that.base
        && end == that.end
        && capabilities.equals(that.capabilities)
        && areas.equals(that.areas)
        && mappings.equals(that.mappings);
  }

  @Override
  public int hashCode() {
    return Objects.hash(base, end, areas, mappings);
  }

  /// The areas, one a line.
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("[0x%x, 0x%x)".formatted(base, end));
    areas().forEach(area -> text.append("\n  ").append(area));
    return text.toString();
  }
}

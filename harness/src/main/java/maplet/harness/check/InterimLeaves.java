package maplet.harness.check;

import maplet.harness.sequence.OperationKind;
import maplet.harness.sequence.OperationSlot;
import maplet.model.AreaTag;
import maplet.model.Attributes;
import maplet.model.MappingTag;
import maplet.model.Permissions;
import maplet.model.RangeMap;
import maplet.model.Rules;
import maplet.model.arch.Entry;
import maplet.model.arch.HardwareFlags;
import maplet.model.arch.Regime;

/* Overview
 *
 * While an operation runs a processor may walk between any two stores. So every leaf that becomes
 * reachable must mean what the model had there before the operation, or what the operation asks
 * for, be it for one store only. (That its address stays is judged where live entries change.) A
 * table that takes the place of a live leaf must translate what the leaf did, but for what the
 * operation removes.
 *
 * The model hasn't run yet while stores are replayed: its mappings are those before the operation.
 * What is found here is told after the comparison of what the operation has left, which says more
 * where it finds something too.
 */
/// Judges what leaves mean between the stores of one operation.
final class InterimLeaves {
  private static final int NONE = -1;

  private final Regime regime;
  private final ExpectedLeaves leaves;
  private final RangeMap mappings;
  private final RangeMap areas;
  private final ShadowMemory shadow;
  private final HardwareFlags flags;
  private final Findings findings;
  private final EntryClasses classes;

  private int asked = NONE;
  private long removedStart;
  private long removedEnd;
  private long knownStart;
  private long knownEnd;
  private int known = NONE;
  private boolean found;
  private long foundGpa;
  private String expected = "";
  private String actual = "";

  InterimLeaves(
      Regime regime,
      ExpectedLeaves leaves,
      EntryClasses classes,
      Rules rules,
      ShadowMemory shadow,
      Findings findings) {
    this.regime = regime;
    this.leaves = leaves;
    this.classes = classes;
    this.mappings = rules.mappings();
    this.areas = rules.areas();
    this.shadow = shadow;
    this.flags = regime.hardwareFlags();
    this.findings = findings;
  }

  /// The stores that follow are an operation's.
  ///
  /// @param end one more than the last address that it may change
  void expect(OperationSlot slot, long start, long end) {
    asked = slot.kind.hasAttributes() ? slot.attributes : NONE;
    if (slot.kind == OperationKind.HANDLE_FAULT && areas.seek(slot.gpa)) {
      asked = AreaTag.attributes(areas.tag());
    }
    boolean removes = !slot.kind.hasAttributes() && slot.kind != OperationKind.HANDLE_FAULT;
    removedStart = removes ? start : 0;
    removedEnd = removes ? end : 0;
    knownEnd = 0;
    found = false;
  }

  /// A leaf has become reachable.
  void linked(long start, long end, int height, long word) {
    if (asked != NONE && means(word, height, asked)) {
      return;
    }
    if (start < knownStart || end > knownEnd) {
      lookUp(start);
    }
    if (known == NONE ? asked != NONE : !means(word, height, known)) {
      differs(start, height, word);
    }
  }

  private void lookUp(long start) {
    boolean mapped = mappings.seek(start) && mappings.start() <= start;
    known = mapped ? MappingTag.attributes(mappings.tag()) : NONE;
    knownStart = mapped ? mappings.start() : start;
    knownEnd = mapped ? mappings.end() : start;
  }

  private boolean means(long word, int height, int attributes) {
    long other = word ^ leaves.word(height, attributes, leaves.address(word));
    return (other & ~hardwareBits(attributes)) == 0;
  }

  private long hardwareBits(int attributes) {
    boolean dirty =
        !flags.dirtyNeedsWrite()
            || (Attributes.permissionBits(attributes) & Permissions.WRITE) != 0;
    return flags.accessed() | (dirty ? flags.dirty() : 0);
  }

  /// The words differ from those that the description asks for; what do they mean?
  private void differs(long start, int height, long word) {
    if (!found && regime.decode(word, height) instanceof Entry.Leaf(long _, Attributes meant)) {
      boolean same = meant.code() == asked || meant.code() == known;
      found = !same;
      foundGpa = start;
      expected = "at every store what was there before, or what the operation asks for: ";
      expected += known == NONE ? "nothing" : Attributes.of(known).toString();
      expected += asked == NONE ? "" : " or " + Attributes.of(asked);
      actual = "for a time %s (%s)".formatted(meant, Text.hex(word));
    }
  }

  /// A table has taken the place of a live leaf.
  ///
  /// @param frame of the table
  /// @param height of the table
  void replaced(int frame, int height, long gpa) {
    for (int i = 0; i < shadow.wordsPerFrame() && !found; i++) {
      long start = gpa + ((long) i << regime.indexShift(height));
      long end = start + (1L << regime.indexShift(height));
      boolean removed = removedStart <= start && end <= removedEnd;
      if (!removed && classes.classify(shadow.read(frame, i), height) == EntryClasses.ABSENT) {
        found = true;
        foundGpa = start;
        expected = "a table that is linked in a leaf's place translates what the leaf did";
        actual = "nothing at " + Text.hex(start) + " when it is linked";
      }
    }
  }

  /// Tells what was found, unless something else was.
  void report() {
    if (found && !findings.any()) {
      findings.add(Symptom.IN_BETWEEN, foundGpa, expected, actual);
    }
    found = false;
  }
}

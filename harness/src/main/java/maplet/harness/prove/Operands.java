package maplet.harness.prove;

import java.util.ArrayList;
import java.util.List;
import maplet.model.arch.Regime;

/// Operands of an operation on one page: variables within their legal ranges.
final class Operands {
  private static final int CODE_MASK = 127;

  private final TableWorld world;
  private final Program program;
  private final Regime regime;
  private final int height;
  private final long size;
  private final Heap heap;

  Operands(TableWorld world, int height) {
    this.world = world;
    this.program = world.program();
    this.regime = program.regime();
    this.height = height;
    size = 1L << regime.indexShift(height);
    heap = Heap.of(world.memory());
  }

  /// The page's guest address.
  Term gpa() {
    return Words.and(
        Term.variable("gpa", Long.SIZE), Words.of(regime.capabilities().inputLimit() - size));
  }

  Term size() {
    return Words.of(size);
  }

  Term end() {
    return Words.add(gpa(), size());
  }

  /// The address at which a leaf may be cut behind the page; none can be at the very end of guest
  /// memory, and the start stands for that.
  private Term lastCut() {
    return Words.and(end(), Words.of(regime.capabilities().inputLimit() - 1));
  }

  /// The page's host address.
  Term hpa() {
    return Words.and(
        Term.variable("hpa", Long.SIZE), Words.of(regime.capabilities().outputLimit() - size));
  }

  Term attributes() {
    return Words.and(Term.variable("attributes", Integer.SIZE), Words.of(CODE_MASK));
  }

  /// Whether the regime represents the attributes.
  Term isLegal() {
    return new Entries(program, height).represents(attributes());
  }

  /// Any guest address at all: what is said of it is said of every one.
  Term any() {
    return Words.and(
        Term.variable("anyGpa", Long.SIZE), Words.of(regime.capabilities().inputLimit() - 1));
  }

  /// Whether that address lies in the page.
  Term isInside() {
    return Logic.equal(Words.and(any(), Words.of(-size)), gpa());
  }

  /// Where that address leads after the page was mapped.
  Term target() {
    return Words.or(hpa(), Words.and(any(), Words.of(size - 1)));
  }

  /// The bits of a new leaf but its address, as the description encodes them.
  Term restOfLeaf() {
    Term word = new Entries(program, height).encodeLeaf(Words.of(0L), attributes()).word();
    return Lookup.rest(program, heap, word, Words.of(height));
  }

  /// Where the walk for the page ends.
  Term located() {
    return program
        .call(
            "maplet/impl/table/TableCore",
            "locate",
            "(Lmaplet/impl/memory/PhysicalMemory;Lmaplet/impl/table/TableFormat;JJ)J",
            heap,
            new Reference.Memory(),
            new Reference.Live(program.format()),
            world.root(),
            gpa())
        .word();
  }

  /// The entry in which that walk ends.
  Term entry() {
    return program.call("maplet/impl/table/TableCore", "entry", "(J)J", heap, located()).word();
  }

  /// Whether a leaf has just these attributes.
  Term hasAttributes(Lookup lookup) {
    Term code = program.ofFormat("attributes", "(J)I", heap, lookup.rest()).word();
    return Logic.equal(code, attributes());
  }

  /// Whether a page has these attributes afterwards, and the address and accessed flag from before.
  Term isReattributed(Lookup before, Lookup after) {
    Term accessed = Words.of(regime.hardwareFlags().accessed());
    Term kept =
        Logic.and(
            Logic.equal(before.hpa(), after.hpa()),
            Logic.equal(Words.and(before.rest(), accessed), Words.and(after.rest(), accessed)));
    return Logic.and(
        Logic.equal(before.isMapped(), after.isMapped()),
        Logic.implies(before.isMapped(), Logic.and(kept, hasAttributes(after))));
  }

  /// The claims that every operation has.
  ///
  /// @param isTarget whether the address is one that the operation changes
  /// @param target what then holds afterwards
  List<Claim> claims(TableStep step, Lookup before, Lookup after, Term isTarget, Term target) {
    String who = "page of height " + height + ": ";
    Term goal = Logic.choice(isTarget, target, after.isSame(before));
    List<Claim> claims = new ArrayList<>();
    claims.add(step.throwsNothing(who));
    claims.add(
        step.claim(who + "the page changes, nothing else does", List.of(), goal)
            .show("address is in the page", isInside())
            .show("mapped before", before.isMapped())
            .show("hpa before", before.hpa())
            .show("mapped after", after.isMapped())
            .show("hpa after", after.hpa()));
    claims.add(step.leavesNothing(who));
    claims.add(step.keepsOwnership(who, List.of(gpa(), lastCut())));
    claims.add(step.invalidates(who, any(), before, after));
    return claims;
  }
}

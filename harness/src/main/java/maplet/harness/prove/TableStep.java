package maplet.harness.prove;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import maplet.harness.prove.Term.Op;
import maplet.impl.memory.EventLog;

/// One operation of a page table, executed, and the claims about it.
final class TableStep {
  private static final long PRUNE_MILLISECONDS = 2_000;

  private final TableWorld world;
  private final List<Term> premises;
  private final Solver pruner = new Bitwuzla();
  private Optional<Outcome> outcome = Optional.empty();

  /// @param premises what is assumed of the operation's operands and of the tables
  TableStep(TableWorld world, List<Term> premises) {
    this.world = world;
    this.premises = premises;
    world.program().executor().onlyWhere(this::canHappen);
  }

  private boolean canHappen(Term guard) {
    List<Term> terms = assumptions(List.of(guard));
    terms.add(guard);
    Solver.Answer answer = pruner.solve(terms, PRUNE_MILLISECONDS);
    return answer.verdict() != Solver.Verdict.UNSATISFIABLE;
  }

  /// Calls a method of the page table; a second call goes on where the first ended.
  TableStep call(String name, String descriptor, Value... arguments) {
    Outcome next =
        outcome
            .map(before ->
                world.callAfter(before.heap(), name, descriptor, before.returns(), arguments))
            .orElseGet(() -> world.call(name, descriptor, arguments));
    Outcome first = outcome.orElse(next);
    first.thrown().forEach((what, guard) -> next.thrown().merge(what, guard, Logic::or));
    outcome =
        Optional.of(
            new Outcome(next.returns(), first.value().or(next::value), next.heap(), next.thrown()));
    return this;
  }

  /// How the calls so far end, together.
  Outcome done() {
    return outcome.orElseThrow();
  }

  /// Whether the operation says that it was done.
  Term succeeded() {
    return Words.isNotZero(done().word());
  }

  /// The memory afterwards.
  Term after() {
    return done().heap().memory();
  }

  /// Nothing is thrown, and no loop goes round more often than it was followed.
  Claim throwsNothing(String who) {
    return claim(
        who + "throws nothing, within the bounds", List.of(), Logic.not(done().anyThrown()));
  }

  /// The page table ends an operation as it began it, with nothing left to use, to free or to
  /// invalidate; so what is proved of one operation holds of the next.
  Claim leavesNothing(String who) {
    Heap heap = done().heap();
    Term nothing =
        world.counters(heap).stream()
            .map(counter -> Logic.equal(counter, Words.of(0)))
            .reduce(Logic.yes(), Logic::and);
    return claim(
        who + "leaves no spare table, no doomed frame and no invalidation",
        List.of(done().returns()),
        nothing);
  }

  /// A claim under the premises, the invariant and the allocator's contract.
  Claim claim(String name, List<Term> more, Term goal) {
    List<Term> roots = new ArrayList<>(more);
    roots.add(goal);
    List<Term> assumed = assumptions(roots);
    assumed.addAll(more);
    return Claim.of(name, assumed, goal);
  }

  /// Premises, contract, and the invariant at every word that they or these terms read.
  private List<Term> assumptions(List<Term> terms) {
    List<Term> assumed = new ArrayList<>(premises);
    assumed.addAll(world.allocatorContract());
    List<Term> roots = new ArrayList<>(assumed);
    roots.addAll(terms);
    for (Term address : addressesRead(roots)) {
      assumed.add(world.ownership().at(world.ownership().before(), world.memory(), address));
      for (TableWorld.Emptiness answer : world.emptiness()) {
        assumed.add(emptyTableHasNo(answer, address));
      }
    }
    return assumed;
  }

  private Term emptyTableHasNo(TableWorld.Emptiness answer, Term address) {
    long granule = world.program().regime().capabilities().granule();
    Term frame = Words.and(address, Words.of(-granule));
    Term isThere = Logic.and(answer.empty(), Logic.equal(frame, answer.table()));
    Term word = Memories.read(answer.memory(), address);
    Heap heap = Heap.of(answer.memory());
    Term present =
        Words.isNotZero(world.program().ofFormat("isPresent", "(J)Z", heap, word).word());
    return Logic.implies(isThere, Logic.not(present));
  }

  private Set<Term> addressesRead(Collection<Term> roots) {
    Set<Term> addresses = new LinkedHashSet<>();
    Set<Term> seen = new HashSet<>();
    Deque<Term> open = new ArrayDeque<>(roots);
    while (!open.isEmpty()) {
      Term term = open.pop();
      if (seen.add(term)) {
        if (term.op == Op.READ && term.operand(0) == world.memory()) {
          addresses.add(term.operand(1));
        }
        open.addAll(term.operands);
      }
    }
    return addresses;
  }

  /// The ownership invariant holds afterwards at any word, so after any history.
  ///
  /// @param gpas the addresses on whose walks frames may have become tables
  Claim keepsOwnership(String who, List<Term> gpas) {
    Term word =
        Words.and(
            Term.variable("anyWord", Long.SIZE),
            Words.of(world.program().regime().capabilities().outputLimit() - Long.BYTES));
    Ownership.Ghost ghost = ghostAfter(gpas);
    Term owners = ghost.owners();
    Term after = world.ownership().at(ghost, after(), word);
    Term granule = Words.of(-world.program().regime().capabilities().granule());
    Term frame = Words.and(word, granule);
    Term now = Memories.read(after(), word);
    Term child = world.program().ofFormat("child", "(J)J", Heap.of(after()), now).word();
    return claim(who + "keeps the ownership invariant", List.of(done().returns()), after)
        .show(
            "owner of its frame before", Memories.read(world.ownership().before().owners(), frame))
        .show("owner of its frame after", Memories.read(owners, frame))
        .show("word before", Memories.read(world.memory(), word))
        .show("word after", now)
        .show(
            "owner of the frame it points to, before",
            Memories.read(world.ownership().before().owners(), child))
        .show("owner of the frame it points to, after", Memories.read(owners, child));
  }

  private Ownership.Ghost ghostAfter(List<Term> gpas) {
    Ownership ownership = world.ownership();
    Ownership.Ghost owners = ownership.before();
    for (Term frame : world.frames()) {
      owners = ownership.withOther(owners, Logic.yes(), frame);
    }
    for (Term gpa : gpas) {
      owners = withTables(owners, gpa);
    }
    for (TableWorld.Event event : world.events()) {
      if (event.kind() == EventLog.FREE) {
        owners = ownership.withFree(owners, event.guard(), event.operand());
      }
    }
    return owners;
  }

  /// The fresh frames that are now tables on the walk of an address.
  private Ownership.Ghost withTables(Ownership.Ghost owners, Term gpa) {
    Program program = world.program();
    Heap heap = done().heap();
    Ownership.Ghost map = owners;
    int top = program.regime().levels() - 1;
    int shift = program.regime().indexShift(top);
    Term entry = Words.add(world.root(), index(gpa, shift, -1L));
    Term reached = Logic.yes();
    for (int height : world.ownership().heightsBelowRoot()) {
      Term word = Memories.read(heap.memory(), entry);
      Term isTable = Words.isNotZero(program.ofFormat("isTable", "(J)Z", heap, word).word());
      reached = Logic.and(reached, isTable);
      Term child = program.ofFormat("child", "(J)J", heap, word).word();
      map =
          world.ownership().withTable(map, Logic.and(reached, isFresh(child)), child, gpa, height);
      long mask = program.regime().entriesPerTable() - 1L;
      entry = Words.add(child, index(gpa, program.regime().indexShift(height), mask));
    }
    return map;
  }

  private static Term index(Term gpa, int shift, long mask) {
    Term index = Words.and(Words.shift(Op.SHIFT_RIGHT, gpa, Words.of(shift)), Words.of(mask));
    return Words.shift(Op.SHIFT_LEFT, index, Words.of(3));
  }

  private Term isFresh(Term frame) {
    return world.frames().stream()
        .map(fresh -> Logic.equal(fresh, frame))
        .reduce(Logic.no(), Logic::or);
  }

  /// Whatever a processor may remember of an address whose translation changed was invalidated, and
  /// before any frame was freed.
  Claim invalidates(String who, Term gpa, Lookup before, Lookup after) {
    boolean invalidCached = world.program().regime().maintenance().invalidEntriesCached();
    Term remembered = invalidCached ? Logic.yes() : before.isMapped();
    Term changed = Logic.and(remembered, Logic.not(after.isSame(before)));
    Lookup page = invalidCached ? after : before;
    Term covered = Logic.no();
    Term nothingFreed = Logic.yes();
    for (TableWorld.Event event : world.events()) {
      switch (event.kind()) {
        case EventLog.FREE -> nothingFreed = Logic.and(nothingFreed, Logic.not(event.guard()));
        case EventLog.INVALIDATE_ALL ->
            covered = Logic.or(covered, Logic.and(event.guard(), nothingFreed));
        case EventLog.INVALIDATE_ADDRESS -> {
          int shift = world.program().regime().maintenance().addressOperandShift();
          Term address = Words.shift(Op.SHIFT_LEFT, event.operand(), Words.of(shift));
          Term hit = Logic.or(before.isSamePage(gpa, address), page.isSamePage(gpa, address));
          covered = Logic.or(covered, Logic.all(event.guard(), nothingFreed, hit));
        }
        default -> {}
      }
    }
    return claim(
        who + "invalidates what changed, before it frees",
        List.of(done().returns()),
        Logic.implies(changed, covered));
  }
}

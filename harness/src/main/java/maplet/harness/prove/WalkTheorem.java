package maplet.harness.prove;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import maplet.impl.memory.EventLog;
import maplet.impl.memory.FrameAllocator;
import maplet.impl.memory.PhysicalMemory;
import maplet.impl.table.PageTable;
import maplet.model.Access;
import maplet.model.arch.Regime;

/// The walk: what the implementation answers to an access is what the reference walk answers, for
/// any memory.
final class WalkTheorem implements Theorem {
  private static final String RESULT = "maplet/model/arch/WalkResult";
  private static final String TRANSLATION = "maplet/impl/Translation";
  private static final String ACCESS = "access";
  private static final String ROOT = "root";
  private static final String GPA = "gpa";

  @Override
  public String id() {
    return "walk";
  }

  @Override
  public String statement() {
    return "a translation reads the entries that the reference walk reads, and ends where it ends:"
        + " same address, attributes and page size, or same fault at the same height";
  }

  @Override
  public String assumes() {
    return "an aligned root within the output width; any memory, any 64-bit address, any access";
  }

  @Override
  public List<Claim> claims(Program program) {
    Regime regime = program.regime();
    SymbolicAccess access = SymbolicAccess.of(regime);
    Heap heap = Heap.of(Term.variable("memory", Term.MEMORY));
    Term root = root(regime);
    Term gpa = Term.variable(GPA, Long.SIZE);
    program.takeReads();
    Outcome described =
        program.describe(
            "walk",
            "(Lmaplet/model/arch/WordMemory;JJLmaplet/model/Access;)L" + RESULT + ";",
            heap,
            new Reference.Memory(),
            root,
            gpa,
            access.reference());
    List<Program.Read> describedReads = program.takeReads();
    Program.Made table = pageTable(program, heap, root);
    Program.Made translation =
        program.copy(table.heap(), LiveObjects.create(TRANSLATION, program.format()), Map.of());
    Outcome walked =
        program.call(
            TRANSLATION,
            "translate",
            "(Lmaplet/impl/table/PageTable;JLmaplet/model/Access;I)Lmaplet/model/Status;",
            translation.heap(),
            translation.object(),
            table.object(),
            gpa,
            access.reference(),
            access.permission());
    List<Program.Read> reads = program.takeReads();
    Comparison comparison = new Comparison(program, described, walked, translation.object());
    Term near = WalkReplay.isPossible(root, describedReads, reads);
    return Stream.of(
            comparison.ends(),
            comparison.translates(),
            comparison.faults(),
            Claim.of(
                "reads only what the reference walk reads",
                List.of(),
                covered(reads, describedReads)))
        .map(claim -> claim.preferring(near))
        .toList();
  }

  @Override
  public List<String> replay(Program program, Counterexample counterexample) {
    long root = counterexample.variable(ROOT) & possibleRoot(program.regime());
    Access access = Access.of((int) counterexample.variable(ACCESS) & Access.count() - 1);
    return new WalkReplay(program, counterexample.memory(), root)
        .lines(counterexample.variable(GPA), access);
  }

  /// Any access: one execution for all of them, instead of one for each.
  ///
  /// @param permission the bit that it needs
  private record SymbolicAccess(Reference reference, Term permission) {
    static SymbolicAccess of(Regime regime) {
      // Two bits are four accesses.
      Term number = Words.and(Term.variable(ACCESS, Integer.SIZE), Words.of(Access.count() - 1));
      Reference reference = new Reference.Live(Access.of(0));
      Term permission = Words.of(regime.capabilities().permissionFor(Access.of(0)));
      for (int i = 1; i < Access.count(); i++) {
        Access access = Access.of(i);
        Term isIt = Logic.equal(number, Words.of(i));
        reference = Reference.choose(isIt, new Reference.Live(access), reference);
        Term needed = Words.of(regime.capabilities().permissionFor(access));
        permission = Logic.choice(isIt, needed, permission);
      }
      return new SymbolicAccess(reference, permission);
    }
  }

  /// A variable for a root: aligned, within the output width.
  static Term root(Regime regime) {
    return Words.and(Term.variable(ROOT, Long.SIZE), Words.of(possibleRoot(regime)));
  }

  /// The bits that a root's address may have.
  private static long possibleRoot(Regime regime) {
    return regime.capabilities().outputLimit() - regime.rootAlignment();
  }

  /// A page table with a root that is a variable, over the symbolic memory.
  static Program.Made pageTable(Program program, Heap heap, Term root) {
    EventLog events = new EventLog();
    long granule = program.regime().capabilities().granule();
    try (PhysicalMemory memory = new PhysicalMemory(0, granule, granule, events)) {
      PageTable table =
          new PageTable(program.format(), memory, new FrameAllocator(memory, events), events);
      return program.copy(heap, table, Map.of("memory", new Reference.Memory(), "root", root));
    }
  }

  private static Term covered(List<Program.Read> reads, List<Program.Read> described) {
    Term all = Logic.yes();
    for (Program.Read read : reads) {
      Term found = Logic.no();
      for (Program.Read other : described) {
        found =
            Logic.or(found, Logic.and(other.guard(), Logic.equal(read.address(), other.address())));
      }
      all = Logic.and(all, Logic.implies(read.guard(), found));
    }
    return all;
  }

  /// The two results, side by side.
  private record Comparison(
      Program program, Outcome described, Outcome walked, Reference.Made translation) {

    private Term translated() {
      return Types.isSame(walked.reference(), new Reference.Live(maplet.model.Status.TRANSLATED));
    }

    private Reference as(String type) {
      return Selection.of(described.reference(), RESULT + "$" + type).orElse(Reference.NULL);
    }

    private Value field(String type, String name) {
      return Fields.get(described.heap(), as(type), RESULT + "$" + type, name);
    }

    private Value own(String name) {
      return walked.heap().field(translation.id(), name);
    }

    private Term reached() {
      return Types.isInstance(described.reference(), RESULT + "$Reached");
    }

    Claim ends() {
      Term goal =
          Logic.all(
              Logic.equal(translated(), reached()),
              Logic.not(walked.anyThrown()),
              Logic.not(described.anyThrown()));
      return Claim.of("reaches or faults alike", List.of(), goal)
          .show("it reaches memory", translated())
          .show("described to reach memory", reached());
    }

    Claim translates() {
      Reference attributes = (Reference) field("Reached", "attributes");
      Term code =
          program
              .callOn(attributes, "maplet/model/Attributes", "code", "()I", described.heap())
              .word();
      Term goal =
          Logic.all(
              same("hpa", "Reached", "hpa"),
              same("pageSize", "Reached", "pageSize"),
              Logic.equal((Term) own("attributes"), code));
      return Claim.of("same address, attributes, page size", List.of(reached(), translated()), goal)
          .show("hpa", (Term) own("hpa"))
          .show("described hpa", (Term) field("Reached", "hpa"))
          .show("attribute code", (Term) own("attributes"))
          .show("described attribute code", code);
    }

    private Term same(String name, String type, String field) {
      return Logic.equal((Term) own(name), (Term) field(type, field));
    }

    Claim faults() {
      Term kind = Types.isSame((Reference) own("faultKind"), (Reference) field("Faulted", "kind"));
      Term goal = Logic.and(kind, same("faultHeight", "Faulted", "height"));
      List<Term> assumed = List.of(Logic.not(reached()), Logic.not(translated()));
      return Claim.of("same fault at the same height", assumed, goal)
          .show("fault's height", (Term) own("faultHeight"))
          .show("described height", (Term) field("Faulted", "height"));
    }
  }
}

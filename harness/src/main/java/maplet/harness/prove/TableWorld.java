package maplet.harness.prove;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import maplet.harness.prove.Term.Op;
import maplet.impl.memory.EventLog;
import maplet.impl.memory.FrameAllocator;
import maplet.impl.memory.PhysicalMemory;
import maplet.impl.table.PageTable;

/// A page table over any memory, ready for one operation: its frames come from an allocator of
/// which only the contract is known, and what it tells hardware is noted.
final class TableWorld {
  private static final String ALLOCATOR = "maplet/impl/memory/FrameAllocator";
  private static final String CORE = "maplet/impl/table/TableCore";
  private static final int SPARES = 10;
  private static final int DOOMED = 8;
  private static final int INVALIDATIONS = 8;

  private final Program program;
  private final Ownership ownership;
  private final Term memory = Term.variable("memory", Term.MEMORY);
  private final Term root;
  private Program.Made table;
  private final List<Event> events = new ArrayList<>();
  private final List<Term> frames = new ArrayList<>();
  private final List<Emptiness> emptiness = new ArrayList<>();

  /// Something that hardware or the allocator is told.
  ///
  /// @param guard holds exactly where it happens
  /// @param kind one of [EventLog]'s constants
  record Event(Term guard, int kind, Term operand) {}

  /// An answer of `isEmpty`.
  ///
  /// @param table the table's address
  /// @param empty whether it was said to be empty
  /// @param memory the memory then
  record Emptiness(Term table, Term empty, Term memory) {}

  TableWorld(Program program) {
    this.program = program;
    root = WalkTheorem.root(program.regime());
    ownership = new Ownership(program, root);
    table = makeTable();
    setContracts();
  }

  private Program.Made makeTable() {
    EventLog log = new EventLog();
    long granule = program.regime().capabilities().granule();
    try (PhysicalMemory some = new PhysicalMemory(0, granule, granule, log)) {
      PageTable original =
          new PageTable(program.format(), some, new FrameAllocator(some, log), log);
      Program.Made spares = ArrayAccess.make(program, Heap.of(memory), SPARES);
      Program.Made doomed = ArrayAccess.make(program, spares.heap(), DOOMED);
      Program.Made addresses = ArrayAccess.make(program, doomed.heap(), INVALIDATIONS);
      Program.Made invalidations =
          program.copy(
              addresses.heap(),
              LiveObjects.object(original, "invalidations"),
              Map.of("addresses", addresses.object()));
      return program.copy(
          invalidations.heap(),
          original,
          Map.of(
              "memory", new Reference.Memory(),
              "root", root,
              "spares", spares.object(),
              "doomed", doomed.object(),
              "invalidations", invalidations.object()));
    }
  }

  private void setContracts() {
    Contracts contracts = program.contracts();
    contracts.put("maplet/impl/memory/PhysicalMemory.zero", this::zero);
    contracts.put(ALLOCATOR + ".allocate", this::allocate);
    contracts.put(ALLOCATOR + ".free", this::free);
    contracts.put("maplet/impl/memory/EventLog.add", this::event);
    contracts.put(CORE + ".isEmpty", this::isEmpty);
    contracts.put(CORE + ".fillPieces", this::fillPieces);
    // A longer list of doomed frames than this theorem's operations need.
    contracts.put(
        "java/util/Arrays.copyOf",
        (_, state, exits) -> {
          exits.threw(Executor.UNWIND + " of doomed frames", state.guard());
          state.assume(Logic.no());
        });
  }

  /// A frame was taken for a cut before the operation, as [PageTable] does for all cuts of a range
  /// at once.
  TableWorld withSpare() {
    Term frame = ownership.frame("frame0");
    frames.add(frame);
    Reference.Made spares = (Reference.Made) table.heap().field(table.object().id(), "spares");
    Heap heap =
        table
            .heap()
            .with(spares.id(), "0", frame)
            .with(table.object().id(), "spareCount", Words.of(1));
    table = new Program.Made(table.object(), heap);
    return this;
  }

  Program program() {
    return program;
  }

  Ownership ownership() {
    return ownership;
  }

  /// The memory before the operation.
  Term memory() {
    return memory;
  }

  Term root() {
    return root;
  }

  List<Event> events() {
    return List.copyOf(events);
  }

  /// The frames that the allocator has handed out.
  List<Term> frames() {
    return List.copyOf(frames);
  }

  List<Emptiness> emptiness() {
    return List.copyOf(emptiness);
  }

  /// Calls a method of the page table.
  Outcome call(String name, String descriptor, Value... arguments) {
    return callAfter(table.heap(), name, descriptor, Logic.yes(), arguments);
  }

  /// Calls a method of the page table in a heap that an earlier call left.
  Outcome callAfter(Heap heap, String name, String descriptor, Term guard, Value... arguments) {
    Value[] all = new Value[arguments.length + 1];
    all[0] = table.object();
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return program
        .executor()
        .run("maplet/impl/table/PageTable", name, descriptor, guard, heap, all);
  }

  /// What the page table counts while it works: spare tables, doomed frames, invalidations.
  List<Term> counters(Heap heap) {
    int id = table.object().id();
    Reference.Made invalidations = (Reference.Made) heap.field(id, "invalidations");
    return List.of(
        (Term) heap.field(id, "spareCount"),
        (Term) heap.field(id, "doomedCount"),
        (Term) heap.field(invalidations.id(), "count"));
  }

  /// What the allocator promises of the frames that it has handed out: nobody owns them, and no two
  /// are one.
  List<Term> allocatorContract() {
    List<Term> facts = new ArrayList<>();
    for (int i = 0; i < frames.size(); i++) {
      facts.add(ownership.isFree(frames.get(i)));
      for (int j = 0; j < i; j++) {
        facts.add(Logic.not(Logic.equal(frames.get(i), frames.get(j))));
      }
    }
    return facts;
  }

  private static Term word(List<Value> arguments, int index) {
    return (Term) arguments.get(index);
  }

  private void zero(List<Value> arguments, State state, Exits exits) {
    long granule = program.regime().capabilities().granule();
    Term next = Memories.fill(state.heap().memory(), word(arguments, 1), granule, Words.of(0L));
    state.setHeap(state.heap().withMemory(next));
  }

  private void allocate(List<Value> arguments, State state, Exits exits) {
    int number = frames.size();
    Term frame = ownership.frame("frame" + number);
    Term refused = Term.variable("refused" + number, Term.TRUTH);
    frames.add(frame);
    state.push(Logic.choice(refused, Words.of(FrameAllocator.NONE), frame));
  }

  private void free(List<Value> arguments, State state, Exits exits) {
    events.add(new Event(state.guard(), EventLog.FREE, word(arguments, 1)));
  }

  private void event(List<Value> arguments, State state, Exits exits) {
    int kind = (int) word(arguments, 1).constant;
    events.add(new Event(state.guard(), kind, word(arguments, 2)));
  }

  /// What the theorem `table.is-empty` proves.
  private void isEmpty(List<Value> arguments, State state, Exits exits) {
    long granule = program.regime().capabilities().granule();
    Term frame = Words.and(word(arguments, 2), Words.of(-granule));
    Term empty = Term.variable("empty" + emptiness.size(), Term.TRUTH);
    emptiness.add(new Emptiness(frame, empty, state.heap().memory()));
    state.push(Words.ofTruth(empty));
  }

  /// What the theorem `table.fill-pieces` proves.
  private void fillPieces(List<Value> arguments, State state, Exits exits) {
    Term piece = piece(program, word(arguments, 3), word(arguments, 4), state.heap());
    long granule = program.regime().capabilities().granule();
    Term next = Memories.fill(state.heap().memory(), word(arguments, 2), granule, piece);
    state.setHeap(state.heap().withMemory(next));
  }

  /// The word of a piece of a huge leaf, over [Memories#offset].
  static Term piece(Program program, Term word, Term height, Heap heap) {
    Term first =
        program
            .call(
                CORE,
                "firstPiece",
                "(Lmaplet/impl/table/TableFormat;JI)J",
                heap,
                new Reference.Live(program.format()),
                word,
                height)
            .word();
    Term hpa = program.ofFormat("address", "(JI)J", heap, word, height).word();
    Term below = Words.subtract(height, Words.of(1));
    Term size = program.ofFormat("entrySize", "(I)J", heap, below).word();
    Term index = Words.shift(Op.SHIFT_RIGHT, Memories.offset(), Words.of(3));
    Term at = Words.add(hpa, Words.multiply(size, index));
    return program.ofFormat("moved", "(JJ)J", heap, first, at).word();
  }
}

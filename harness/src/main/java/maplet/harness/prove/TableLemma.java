package maplet.harness.prove;

import java.util.List;
import maplet.harness.prove.Term.Op;
import maplet.model.arch.Regime;

/// What the theorems about page tables use instead of a loop over a whole table.
enum TableLemma implements Theorem {
  /// The loop of `TableCore.isEmpty`.
  IS_EMPTY("a table that is said to be empty has no valid entry", "any memory") {
    @Override
    public List<Claim> claims(Program program) {
      Operands operands = new Operands(program);
      Outcome empty =
          program.call(
              CORE,
              "isEmpty",
              "(" + MEMORY_AND_FORMAT + "J)Z",
              operands.heap,
              new Reference.Memory(),
              new Reference.Live(program.format()),
              Words.add(operands.table, operands.offset("lastEntry")));
      Term word = Memories.read(operands.memory, operands.anyEntry);
      Term present =
          Words.isNotZero(program.ofFormat("isPresent", "(J)Z", operands.heap, word).word());
      Term goal =
          Logic.and(
              Logic.not(empty.anyThrown()),
              Logic.implies(Words.isNotZero(empty.word()), Logic.not(present)));
      return List.of(
          Claim.of("no valid entry", List.of(), goal)
              .show("said to be empty", Words.isNotZero(empty.word()))
              .show("an entry", word));
    }
  },

  /// The loop of `TableCore.fillPieces`.
  FILL_PIECES(
      "the pieces of a huge leaf fill the table, each at its address; nothing else is written",
      "any word") {
    @Override
    public List<Claim> claims(Program program) {
      return java.util.stream.IntStream.range(
              1, program.regime().capabilities().pageShifts().size())
          .mapToObj(height -> claim(program, height))
          .toList();
    }

    private Claim claim(Program program, int height) {
      Operands operands = new Operands(program);
      Term word = Term.variable("word", Long.SIZE);
      Outcome filled =
          program.call(
              CORE,
              "fillPieces",
              "(" + MEMORY_AND_FORMAT + "JJI)V",
              operands.heap,
              new Reference.Memory(),
              new Reference.Live(program.format()),
              operands.table,
              word,
              Words.of(height));
      Term piece = TableWorld.piece(program, word, Words.of(height), operands.heap);
      Term expected =
          Memories.fill(
              operands.memory, operands.table, program.regime().capabilities().granule(), piece);
      Term after = filled.heap().memory();
      Term inside =
          Logic.equal(
              Memories.read(after, operands.anyEntry), Memories.read(expected, operands.anyEntry));
      Term elsewhere =
          Words.and(Term.variable("elsewhere", Long.SIZE), Words.of(-(long) Long.BYTES));
      Term outside =
          Logic.implies(
              Logic.not(operands.isInTable(elsewhere)),
              Logic.equal(
                  Memories.read(after, elsewhere), Memories.read(operands.memory, elsewhere)));
      return Claim.of(
              "height " + height,
              List.of(),
              Logic.all(Logic.not(filled.anyThrown()), inside, outside))
          .show("entry", Memories.read(after, operands.anyEntry))
          .show("expected", Memories.read(expected, operands.anyEntry));
    }
  };

  private static final String CORE = "maplet/impl/table/TableCore";
  private static final String MEMORY_AND_FORMAT =
      "Lmaplet/impl/memory/PhysicalMemory;Lmaplet/impl/table/TableFormat;";

  private final String statement;
  private final String assumes;

  TableLemma(String statement, String assumes) {
    this.statement = statement;
    this.assumes = assumes;
  }

  /// A table somewhere, and any entry of it.
  private static final class Operands {
    private final Regime regime;
    private final long granule;
    private final Term memory = Term.variable("memory", Term.MEMORY);
    private final Heap heap = Heap.of(memory);
    private final Term table;
    private final Term anyEntry;

    Operands(Program program) {
      regime = program.regime();
      granule = regime.capabilities().granule();
      table =
          Words.and(
              Term.variable("table", Long.SIZE),
              Words.of(regime.capabilities().outputLimit() - granule));
      anyEntry = Words.add(table, offset("anyEntry"));
    }

    Term offset(String name) {
      return Words.and(Term.variable(name, Long.SIZE), Words.of(granule - Long.BYTES));
    }

    Term isInTable(Term address) {
      Term frame = Words.shift(Op.SHIFT_RIGHT, address, Words.of(shift()));
      return Logic.equal(frame, Words.shift(Op.SHIFT_RIGHT, table, Words.of(shift())));
    }

    private int shift() {
      return Long.numberOfTrailingZeros(granule);
    }
  }

  @Override
  public String id() {
    return "table." + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  @Override
  public String statement() {
    return statement;
  }

  @Override
  public String assumes() {
    return assumes;
  }

  @Override
  public int mostRounds() {
    return 1 << 13;
  }
}

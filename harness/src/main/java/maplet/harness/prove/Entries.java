package maplet.harness.prove;

import maplet.model.arch.EntryFormat;
import maplet.model.arch.Field;
import maplet.model.arch.Regime;

/// What the description says of entries of one height, as terms.
final class Entries {
  private static final String ENTRY = "maplet/model/arch/Entry";
  private static final String ATTRIBUTES = "maplet/model/Attributes";

  private final Program program;
  private final Regime regime;
  private final int height;
  private final Heap heap = Heap.of(Term.variable("memory", Term.MEMORY));

  Entries(Program program, int height) {
    this.program = program;
    this.regime = program.regime();
    this.height = height;
  }

  Heap heap() {
    return heap;
  }

  boolean hasLeaves() {
    return regime.capabilities().pageShifts().contains(regime.indexShift(height));
  }

  /// The meaning of a word: what `Regime.decode` makes of it.
  ///
  /// @param attributes the attribute code; any number where the word isn't a leaf
  record Meaning(
      Term isAbsent,
      Term isTable,
      Term isLeaf,
      Term tableAddress,
      Term leafAddress,
      Term attributes,
      Term thrown) {}

  Meaning describe(Term word) {
    Outcome entry = program.describe("decode", "(JI)L" + ENTRY + ";", heap, word, Words.of(height));
    Reference decoded = entry.reference();
    Term isTable = Types.isInstance(decoded, ENTRY + "$Table");
    Term isLeaf = Types.isInstance(decoded, ENTRY + "$Leaf");
    Heap after = entry.heap();
    return new Meaning(
        Types.isInstance(decoded, ENTRY + "$Absent"),
        isTable,
        isLeaf,
        Selection.of(decoded, ENTRY + "$Table")
            .map(table -> (Term) Fields.get(after, table, ENTRY + "$Table", "address"))
            .orElse(Words.of(0L)),
        Selection.of(decoded, ENTRY + "$Leaf")
            .map(leaf -> (Term) Fields.get(after, leaf, ENTRY + "$Leaf", "address"))
            .orElse(Words.of(0L)),
        Selection.of(decoded, ENTRY + "$Leaf")
            .map(leaf ->
                code(after, (Reference) Fields.get(after, leaf, ENTRY + "$Leaf", "attributes")))
            .orElse(Words.of(0)),
        entry.anyThrown());
  }

  /// The code of attributes, by their own method.
  Term code(Heap from, Reference attributes) {
    return program.callOn(attributes, ATTRIBUTES, "code", "()I", from).word();
  }

  /// What `Regime.encodeLeaf` makes of an address and an attribute code; it also throws where the
  /// code names no attributes.
  Outcome encodeLeaf(Term hpa, Term code) {
    Outcome attributes = program.call(ATTRIBUTES, "of", "(I)L" + ATTRIBUTES + ";", heap, code);
    Outcome word =
        program
            .executor()
            .run(
                regime.getClass().getName().replace('.', '/'),
                "encodeLeaf",
                "(JL" + ATTRIBUTES + ";I)J",
                attributes.returns(),
                attributes.heap(),
                new Reference.Live(regime),
                hpa,
                attributes.reference(),
                Words.of(height));
    return word;
  }

  /// Whether the regime's capabilities name an attribute code.
  Term represents(Term code) {
    return regime.capabilities().representable().stream()
        .mapToObj(bit -> Logic.equal(code, Words.of(bit)))
        .reduce(Logic.no(), Logic::or);
  }

  /// A variable for a host address: a multiple of an entry's size, within the output width.
  Term address(String name, int alignmentHeight) {
    long size = 1L << regime.indexShift(alignmentHeight);
    return Words.and(
        Term.variable(name, Long.SIZE), Words.of(regime.capabilities().outputLimit() - 1 & -size));
  }

  /// Whether an address is a multiple of this height's page size, within the output width.
  Term isAligned(Term hpa) {
    long size = 1L << regime.indexShift(height);
    long possible = regime.capabilities().outputLimit() - 1 & -size;
    return Logic.equal(Words.and(hpa, Words.of(~possible)), Words.of(0L));
  }

  /// The bits that software writes as zero in leaves: reserved and RES0.
  long mustBeZeroInLeaves() {
    long leaf = regime.encodeLeaf(0, regime.capabilities().alternatives().getFirst(), height);
    EntryFormat format = regime.format(leaf, height);
    return format.reservedMask() | format.mask(Field.Kind.RES0);
  }
}

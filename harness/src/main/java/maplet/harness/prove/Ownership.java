package maplet.harness.prove;

import java.util.Arrays;
import java.util.stream.IntStream;
import maplet.harness.prove.Term.Op;
import maplet.model.arch.Regime;

/* Overview
 *
 * Two ghost maps: whose table a frame is (the guest address from which it translates, and its
 * height; or nobody's; or something else's), and which frame is the table for such an address and
 * height. The invariant ties them to memory, word by word: an entry of a table that points to a
 * table points to the one that both maps have for the address it translates. So the tables are a
 * tree: no table is reachable twice, and no free frame is reachable.
 *
 * The invariant is local to a word. "It holds before, so it holds after, at any word" is one
 * question to a solver, and means that it holds after any history.
 */
/// The ownership invariant.
final class Ownership {
  private static final long FREE = 0;
  private static final long OTHER = 7;
  private static final long KIND = 7;

  // No frame: it isn't a multiple of the granule.
  private static final long NONE = 1;

  private final Program program;
  private final Regime regime;
  private final Term root;

  /// The ghost maps.
  ///
  /// @param owners by frame: whose table it is, as a tag
  /// @param tables by tag: the frame, or [#NONE]
  record Ghost(Term owners, Term tables) {}

  private final Ghost before =
      new Ghost(Term.variable("owners", Term.MEMORY), Term.variable("tables", Term.MEMORY));

  Ownership(Program program, Term root) {
    this.program = program;
    this.regime = program.regime();
    this.root = root;
  }

  /// The maps before an operation.
  Ghost before() {
    return before;
  }

  /// A variable for a frame.
  Term frame(String name) {
    long possible = regime.capabilities().outputLimit() - regime.capabilities().granule();
    return Words.and(Term.variable(name, Long.SIZE), Words.of(possible));
  }

  Term isFree(Term frame) {
    return Logic.equal(Memories.read(before.owners(), frame), Words.of(FREE));
  }

  /// The maps after a frame became a table of an address's walk.
  Ghost withTable(Ghost ghost, Term condition, Term frame, Term gpa, int height) {
    Term tag = Words.or(Words.and(gpa, Words.of(-1L << tableShift(height))), Words.of(height + 1L));
    return new Ghost(
        with(ghost.owners(), condition, frame, tag), with(ghost.tables(), condition, tag, frame));
  }

  /// The maps after a frame was given back.
  Ghost withFree(Ghost ghost, Term condition, Term frame) {
    Term tag = Memories.read(ghost.owners(), frame);
    return new Ghost(
        with(ghost.owners(), condition, frame, Words.of(FREE)),
        with(ghost.tables(), condition, tag, Words.of(NONE)));
  }

  /// The maps after a frame was taken for something else.
  Ghost withOther(Ghost ghost, Term condition, Term frame) {
    return new Ghost(with(ghost.owners(), condition, frame, Words.of(OTHER)), ghost.tables());
  }

  private static Term with(Term map, Term condition, Term index, Term value) {
    return Logic.choice(condition, Memories.store(map, index, value), map);
  }

  /// The invariant at one word of memory.
  ///
  /// @param address of the word, a multiple of eight
  Term at(Ghost ghost, Term memory, Term address) {
    long granule = regime.capabilities().granule();
    Term frame = Words.and(address, Words.of(-granule));
    Term index =
        Words.shift(Op.SHIFT_RIGHT, Words.and(address, Words.of(granule - 1)), Words.of(3));
    Term tag = Memories.read(ghost.owners(), frame);
    Term word = Memories.read(memory, address);
    Term isTheTable = Logic.equal(Memories.read(ghost.tables(), tag), frame);
    return Logic.all(
        Logic.implies(isInRoot(frame), Logic.and(isRootTag(tag, frame), isTheTable)),
        isTag(tag),
        Logic.implies(isTheTable, pointsRight(ghost, tag, word, index)));
  }

  private Term isInRoot(Term frame) {
    Term offset = Words.subtract(frame, root);
    return Logic.below(offset, Words.of(regime.rootFrames() * regime.capabilities().granule()));
  }

  /// The root's frames are the tables of the highest level, in their order.
  private Term isRootTag(Term tag, Term frame) {
    int top = regime.levels() - 1;
    int shift = Long.numberOfTrailingZeros(regime.capabilities().granule());
    Term number = Words.shift(Op.SHIFT_RIGHT, Words.subtract(frame, root), Words.of(shift));
    Term base = Words.shift(Op.SHIFT_LEFT, number, Words.of(tableShift(top)));
    return Logic.equal(tag, Words.or(base, Words.of(top + 1L)));
  }

  /// Tags are well formed: an address is a multiple of what the table translates.
  private Term isTag(Term tag) {
    Term ok = Logic.or(isKind(tag, FREE), isKind(tag, OTHER));
    for (int height = 0; height < regime.levels(); height++) {
      long low = (1L << tableShift(height)) - 1 & ~KIND;
      Term clear = Logic.equal(Words.and(tag, Words.of(low)), Words.of(0L));
      ok = Logic.or(ok, Logic.and(isKind(tag, height + 1L), clear));
    }
    return ok;
  }

  /// Lowest bit of the guest address that isn't translated by a single table of a height.
  private int tableShift(int height) {
    return regime.indexShift(height) + Integer.numberOfTrailingZeros(regime.entriesPerTable());
  }

  private static Term isKind(Term tag, long kind) {
    return Logic.equal(Words.and(tag, Words.of(KIND)), Words.of(kind));
  }

  /// An entry that points to a table points to the one for the address it translates, and is a
  /// table's entry such as software writes it.
  private Term pointsRight(Ghost ghost, Term tag, Term word, Term index) {
    Heap none = Heap.of(ghost.owners());
    Term isTable = Words.isNotZero(program.ofFormat("isTable", "(J)Z", none, word).word());
    Term isPlain = Words.isNotZero(program.ofFormat("isPlainTable", "(J)Z", none, word).word());
    Term child = program.ofFormat("child", "(J)J", none, word).word();
    Term right = Logic.yes();
    for (int height = 1; height < regime.levels(); height++) {
      Term base = Words.and(tag, Words.of(~KIND));
      Term part = Words.shift(Op.SHIFT_LEFT, index, Words.of(regime.indexShift(height)));
      Term expected = Words.or(Words.or(base, part), Words.of((long) height));
      Term points =
          Logic.all(
              isPlain,
              Logic.equal(Memories.read(ghost.owners(), child), expected),
              Logic.equal(Memories.read(ghost.tables(), expected), child));
      Term premise = Logic.and(isKind(tag, height + 1L), isTable);
      right = Logic.and(right, Logic.implies(premise, points));
    }
    return right;
  }

  /// The heights of tables below the root, from the highest down.
  int[] heightsBelowRoot() {
    int[] heights = IntStream.range(0, regime.levels() - 1).toArray();
    return Arrays.stream(heights).map(height -> heights.length - 1 - height).toArray();
  }
}

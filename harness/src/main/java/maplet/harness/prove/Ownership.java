package maplet.harness.prove;

import java.util.Arrays;
import java.util.stream.IntStream;
import maplet.harness.prove.Term.Op;
import maplet.model.arch.Regime;

/* Overview
 *
 * A ghost map says of each frame whose table it is: the guest address from which it translates, and
 * its height; or that nobody owns it; or that it is used for something else. The invariant ties the
 * map to memory, word by word: an entry of an owned table that points to a table points to the one
 * that the map has for the address it translates. So the tables are a tree: no table is reachable
 * twice, and no free frame is reachable.
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
    Term tag = Words.or(Words.and(gpa, Words.of(-size(height + 1))), Words.of(height + 1L));
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

  private long size(int height) {
    return 1L << regime.indexShift(height);
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
    return Logic.all(
        rootIsOwned(tag, frame),
        isTag(tag),
        isOnlyOwner(ghost, tag, frame),
        pointsRight(ghost, tag, word, index));
  }

  /// The root's frames are the tables of the highest level.
  private Term rootIsOwned(Term tag, Term frame) {
    int top = regime.levels() - 1;
    long granule = regime.capabilities().granule();
    int shift = Long.numberOfTrailingZeros(granule);
    Term offset = Words.subtract(frame, root);
    Term number = Words.shift(Op.SHIFT_RIGHT, offset, Words.of(shift));
    int above = regime.indexShift(top) + shift - 3;
    Term base = Words.shift(Op.SHIFT_LEFT, number, Words.of(above));
    return Logic.implies(
        Logic.below(offset, Words.of(regime.rootFrames() * granule)),
        Logic.equal(tag, Words.or(base, Words.of(top + 1L))));
  }

  /// Tags are well formed: an address is a multiple of what the table translates.
  private Term isTag(Term tag) {
    Term ok = Logic.or(isKind(tag, FREE), isKind(tag, OTHER));
    for (int height = 0; height < regime.levels(); height++) {
      long low = size(height + 1) - 1 & ~KIND;
      Term clear =
          height == regime.levels() - 1
              ? Logic.equal(Words.and(tag, Words.of(rootLow())), Words.of(0L))
              : Logic.equal(Words.and(tag, Words.of(low)), Words.of(0L));
      ok = Logic.or(ok, Logic.and(isKind(tag, height + 1L), clear));
    }
    return ok;
  }

  private long rootLow() {
    int bits = regime.indexShift(regime.levels() - 1) + Long.numberOfTrailingZeros(regime.entriesPerTable());
    return bits >= Long.SIZE ? ~KIND : (1L << bits) - 1 & ~KIND;
  }

  /// No two frames are the same table.
  private Term isOnlyOwner(Ghost ghost, Term tag, Term frame) {
    Term isTable = Logic.not(Logic.or(isKind(tag, FREE), isKind(tag, OTHER)));
    return Logic.implies(isTable, Logic.equal(Memories.read(ghost.tables(), tag), frame));
  }

  private static Term isKind(Term tag, long kind) {
    return Logic.equal(Words.and(tag, Words.of(KIND)), Words.of(kind));
  }

  /// An entry that points to a table points to the one for the address it translates, and is a
  /// table's entry such as software writes it; where it doesn't, there is no such table.
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
          Logic.and(isPlain, Logic.equal(Memories.read(ghost.owners(), child), expected));
      Term known =
          Logic.equal(
              Memories.read(ghost.tables(), expected),
              Logic.choice(isTable, child, Words.of(NONE)));
      Term both = Logic.and(Logic.implies(isTable, points), known);
      right = Logic.and(right, Logic.implies(isKind(tag, height + 1L), both));
    }
    return right;
  }

  /// The heights of tables below the root, from the highest down.
  int[] heightsBelowRoot() {
    int[] heights = IntStream.range(0, regime.levels() - 1).toArray();
    return Arrays.stream(heights).map(height -> heights.length - 1 - height).toArray();
  }
}

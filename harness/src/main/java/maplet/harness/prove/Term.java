package maplet.harness.prove;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A formula's node: a truth value, a word of 32 or 64 bits, or a whole memory.
///
/// Equal terms are one object (within a thread, between two calls of [#forgetAll]), so that sharing
/// is kept and equality costs nothing. Terms are made by [Logic], [Words] and [Memories], which
/// simplify on the way.
final class Term implements Value {
  /// What a node does with its operands.
  enum Op {
    CONSTANT,
    VARIABLE,
    NOT,
    AND,
    OR,
    EQUAL,
    BELOW,
    LESS,
    CHOICE,
    ADD,
    SUBTRACT,
    MULTIPLY,
    BIT_AND,
    BIT_OR,
    BIT_XOR,
    SHIFT_LEFT,
    SHIFT_RIGHT,
    SHIFT_RIGHT_SIGNED,
    SIGN_EXTEND,
    ZERO_EXTEND,
    LOW_HALF,
    READ,
    STORE,
    FILL
  }

  /// Width of truth values.
  static final int TRUTH = 0;

  /// Width of a memory: an array of 64-bit words by address.
  static final int MEMORY = -1;

  private static final ThreadLocal<Map<Key, Term>> POOL = ThreadLocal.withInitial(HashMap::new);

  final Op op;
  final int width;
  final long constant;
  final String name;
  final List<Term> operands;
  private final long mayBits;
  private final boolean tree;

  /// What makes a node: operands are compared by identity, being interned already.
  private record Key(Op op, int width, long constant, String name, List<Term> operands) {}

  private Term(Key key) {
    op = key.op;
    width = key.width;
    constant = key.constant;
    name = key.name;
    operands = key.operands;
    mayBits = PossibleBits.of(this);
    tree = op == Op.CONSTANT || op == Op.CHOICE && operands.get(1).tree && operands.get(2).tree;
  }

  /// The node with these parts.
  static Term of(Op op, int width, Term... operands) {
    return intern(new Key(op, width, 0, "", List.of(operands)));
  }

  /// A constant; words are kept sign-extended.
  static Term constant(int width, long value) {
    long kept = width == Integer.SIZE ? (int) value : value;
    return intern(new Key(Op.CONSTANT, width, kept, "", List.of()));
  }

  /// A free variable.
  static Term variable(String name, int width) {
    return intern(new Key(Op.VARIABLE, width, 0, name, List.of()));
  }

  private static Term intern(Key key) {
    return POOL.get().computeIfAbsent(key, Term::new);
  }

  /// Frees the memory of all terms made in this thread; none of them may be used any more.
  static void forgetAll() {
    POOL.get().clear();
    Memories.forgetAll();
  }

  Term operand(int index) {
    return operands.get(index);
  }

  boolean isConstant() {
    return op == Op.CONSTANT;
  }

  boolean isConstant(long value) {
    return op == Op.CONSTANT && constant == value;
  }

  /// Whether this is a constant, or a choice between constants: a height, a page size.
  boolean isTree() {
    return tree;
  }

  /// The bits that can be set in a word's value; all others are clear whatever the variables are.
  long mayBits() {
    return mayBits;
  }

  @Override
  public String toString() {
    return switch (op) {
      case CONSTANT ->
          width == TRUTH ? Boolean.toString(constant != 0) : "0x" + Long.toHexString(constant);
      case VARIABLE -> name;
      default -> op + operands.toString();
    };
  }
}

package maplet.harness.prove;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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

  private static final ThreadLocal<Map<Term, Term>> POOL = ThreadLocal.withInitial(HashMap::new);

  final Op op;
  final int width;
  final long constant;
  final String name;
  final List<Term> operands;
  private final int hash;
  private long mayBits;
  private boolean tree;

  private Term(Op op, int width, long constant, String name, List<Term> operands) {
    this.op = op;
    this.width = width;
    this.constant = constant;
    this.name = name;
    this.operands = operands;
    int h = Arrays.hashCode(new Object[] {op, width, constant, name});
    for (Term operand : operands) {
      h = h * 31 + System.identityHashCode(operand);
    }
    hash = h;
  }

  /// The node with these parts.
  static Term of(Op op, int width, Term... operands) {
    return intern(new Term(op, width, 0, "", List.of(operands)));
  }

  /// A constant; words are kept sign-extended.
  static Term constant(int width, long value) {
    long kept = width == Integer.SIZE ? (int) value : value;
    return intern(new Term(Op.CONSTANT, width, kept, "", List.of()));
  }

  /// A free variable.
  static Term variable(String name, int width) {
    return intern(new Term(Op.VARIABLE, width, 0, name, List.of()));
  }

  private static Term intern(Term made) {
    Term known = POOL.get().putIfAbsent(made, made);
    if (known != null) {
      return known;
    }
    made.mayBits = PossibleBits.of(made);
    made.tree =
        made.op == Op.CONSTANT
            || made.op == Op.CHOICE && made.operand(1).tree && made.operand(2).tree;
    return made;
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
  public int hashCode() {
    return hash;
  }

  /// Operands are compared by identity: they are interned already.
  @Override
  public boolean equals(Object other) {
    if (this == other) {
      return true;
    }
    if (!(other instanceof Term term)
        || term.op != op
        || term.width != width
        || term.constant != constant
        || term.operands.size() != operands.size()
        || !Objects.equals(term.name, name)) {
      return false;
    }
    for (int i = 0; i < operands.size(); i++) {
      if (term.operands.get(i) != operands.get(i)) {
        return false;
      }
    }
    return true;
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

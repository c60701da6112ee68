package maplet.harness.prove;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Prints terms as an SMT-LIB 2 script: a definition for each inner node, so that sharing is kept.
final class SmtLib {
  private final StringBuilder declarations = new StringBuilder();
  private final StringBuilder definitions = new StringBuilder();
  private final Map<Term, String> names = new HashMap<>();
  private final Set<Term> variables = new LinkedHashSet<>();

  /// A script that asserts all these terms.
  SmtLib(Collection<Term> assertions) {
    for (Term term : assertions) {
      define(term);
      definitions.append("(assert ").append(name(term)).append(")\n");
    }
  }

  /// The script, without `check-sat`.
  String script() {
    return declarations + definitions.toString();
  }

  /// The variables that occur.
  Set<Term> variables() {
    return variables;
  }

  private void define(Term root) {
    Deque<Term> open = new ArrayDeque<>();
    open.push(root);
    while (!open.isEmpty()) {
      Term term = open.peek();
      if (term.isConstant() || names.containsKey(term)) {
        open.pop();
        continue;
      }
      boolean ready = true;
      for (Term operand : term.operands) {
        if (!operand.isConstant() && !names.containsKey(operand)) {
          open.push(operand);
          ready = false;
        }
      }
      if (ready) {
        open.pop();
        emit(term);
      }
    }
  }

  private void emit(Term term) {
    if (term.op == Term.Op.VARIABLE) {
      names.put(term, term.name);
      variables.add(term);
      declarations.append("(declare-const %s %s)\n".formatted(term.name, sort(term.width)));
      return;
    }
    String name = "t" + names.size();
    definitions.append("(define-fun %s () %s %s)\n".formatted(name, sort(term.width), body(term)));
    names.put(term, name);
  }

  private String name(Term term) {
    return term.isConstant() ? literal(term) : names.getOrDefault(term, "?");
  }

  private static String literal(Term term) {
    if (term.width == Term.TRUTH) {
      return term.constant != 0 ? "true" : "false";
    }
    return term.width == Long.SIZE
        ? String.format(Locale.ROOT, "#x%016x", term.constant)
        : String.format(Locale.ROOT, "#x%08x", (int) term.constant);
  }

  private static String sort(int width) {
    return switch (width) {
      case Term.TRUTH -> "Bool";
      case Term.MEMORY -> "(Array (_ BitVec 64) (_ BitVec 64))";
      default -> "(_ BitVec " + width + ")";
    };
  }

  private String body(Term term) {
    StringBuilder text = new StringBuilder("(").append(symbol(term.op));
    for (Term operand : term.operands) {
      text.append(' ').append(name(operand));
    }
    return text.append(')').toString();
  }

  private static String symbol(Term.Op op) {
    return switch (op) {
      case NOT -> "not";
      case AND -> "and";
      case OR -> "or";
      case EQUAL -> "=";
      case BELOW -> "bvult";
      case LESS -> "bvslt";
      case CHOICE -> "ite";
      case ADD -> "bvadd";
      case SUBTRACT -> "bvsub";
      case MULTIPLY -> "bvmul";
      case BIT_AND -> "bvand";
      case BIT_OR -> "bvor";
      case BIT_XOR -> "bvxor";
      case SHIFT_LEFT -> "bvshl";
      case SHIFT_RIGHT -> "bvlshr";
      case SHIFT_RIGHT_SIGNED -> "bvashr";
      case SIGN_EXTEND -> "(_ sign_extend 32)";
      case ZERO_EXTEND -> "(_ zero_extend 32)";
      case LOW_HALF -> "(_ extract 31 0)";
      case READ -> "select";
      case CONSTANT, VARIABLE, STORE, FILL ->
          throw new IllegalArgumentException(op + " has no symbol: reads are pushed through it");
    };
  }
}

package maplet.harness.prove;

import java.util.HashMap;
import java.util.Map;
import maplet.harness.prove.Term.Op;

/// Physical memory: 64-bit words by address.
///
/// Reads are pushed through stores and choices, so that only the initial memory is ever read: a
/// solver then has an array that nobody writes to.
final class Memories {
  private static final ThreadLocal<Map<Term, Map<Term, Term>>> KNOWN =
      ThreadLocal.withInitial(HashMap::new);

  private static final String OFFSET = "offset";

  private Memories() {}

  static void forgetAll() {
    KNOWN.get().clear();
  }

  static Term read(Term memory, Term address) {
    if (memory.op == Op.VARIABLE) {
      return Term.of(Op.READ, Long.SIZE, memory, address);
    }
    Map<Term, Term> known = KNOWN.get().computeIfAbsent(memory, _ -> new HashMap<>());
    Term value = known.get(address);
    if (value == null) {
      value = pushed(memory, address);
      known.put(address, value);
    }
    return value;
  }

  private static Term pushed(Term memory, Term address) {
    return switch (memory.op) {
      case STORE -> {
        Term hit = Logic.equal(memory.operand(1), address);
        yield Logic.isYes(hit)
            ? memory.operand(2)
            : Logic.choice(hit, memory.operand(2), read(memory.operand(0), address));
      }
      case FILL -> {
        Term offset = Words.subtract(address, memory.operand(1));
        Term hit = Logic.below(offset, memory.operand(2));
        Term word = Substitution.of(memory.operand(3), OFFSET, offset);
        yield Logic.isYes(hit) ? word : Logic.choice(hit, word, read(memory.operand(0), address));
      }
      case CHOICE ->
          Logic.choice(
              memory.operand(0),
              read(memory.operand(1), address),
              read(memory.operand(2), address));
      default -> throw new IllegalArgumentException("not a memory: " + memory.op);
    };
  }

  static Term store(Term memory, Term address, Term word) {
    return Term.of(Op.STORE, Term.MEMORY, memory, address, word);
  }

  /// The variable that stands for the offset in [#fill]'s words.
  static Term offset() {
    return Term.variable(OFFSET, Long.SIZE);
  }

  /// Other words in `size` bytes from `start` on.
  ///
  /// @param word what each of them is, a term over [#offset]: its distance from the start in bytes
  static Term fill(Term memory, Term start, long size, Term word) {
    return Term.of(Op.FILL, Term.MEMORY, memory, start, Words.of(size), word);
  }
}

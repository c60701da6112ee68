package maplet.harness.prove;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Terms made at random of each other, each with its value under a few assignments as the JVM
/// computes it.
///
/// Constants and values are drawn so that simplifications happen: masks, powers of two, zero, the
/// ends of the ranges; and operands are often terms that were used before.
final class RandomTerms {
  /// Assignments of values to variables that each term is computed for.
  static final int ASSIGNMENTS = 4;

  private static final int VARIABLES = 3;
  private static final int DEEPEST = 9;

  /// A term and its values.
  ///
  /// @param values by assignment
  /// @param depth of operations in operations
  record Valued(Term term, List<Long> values, int depth) {
    @Override
    public String toString() {
      return term.toString();
    }
  }

  private final Random random;
  private final Map<Integer, List<Valued>> pools = new HashMap<>();
  private final List<Map<String, Long>> assignments = new ArrayList<>();

  RandomTerms(Random random) {
    this.random = random;
    for (int i = 0; i < ASSIGNMENTS; i++) {
      assignments.add(new HashMap<>());
    }
    for (int width : new int[] {Term.TRUTH, Integer.SIZE, Long.SIZE}) {
      for (int i = 0; i < VARIABLES; i++) {
        add(variable("v" + width + "_" + i, width));
      }
    }
  }

  private Valued variable(String name, int width) {
    List<Long> values = new ArrayList<>();
    for (Map<String, Long> assignment : assignments) {
      long value = number(width);
      assignment.put(name, value);
      values.add(value);
    }
    return new Valued(Term.variable(name, width), values, 0);
  }

  /// The value of each variable under an assignment.
  Map<String, Long> assignment(int index) {
    return assignments.get(index);
  }

  /// The result of an operation on random operands; it may become an operand itself.
  Valued result(Operation operation) {
    List<Valued> operands = operation.operands().stream().map(this::any).toList();
    List<Long> values = new ArrayList<>();
    for (int i = 0; i < ASSIGNMENTS; i++) {
      int index = i;
      values.add(
          operation
              .jvm()
              .applyAsLong(operands.stream().map(each -> each.values().get(index)).toList()));
    }
    int depth = 1 + operands.stream().mapToInt(Valued::depth).max().orElse(0);
    Term made = operation.make().apply(operands.stream().map(Valued::term).toList());
    return add(new Valued(made, values, depth));
  }

  /// Keeps a term, to be an operand of others.
  Valued add(Valued made) {
    if (made.depth() < DEEPEST) {
      pools.computeIfAbsent(made.term().width, _ -> new ArrayList<>()).add(made);
    }
    return made;
  }

  /// A constant, or a term that was made before: of the last ones, for chances to simplify.
  Valued any(int width) {
    if (random.nextInt(3) == 0) {
      return constant(width, number(width));
    }
    List<Valued> pool = pools.getOrDefault(width, List.of());
    int last = random.nextBoolean() ? pool.size() : Math.min(pool.size(), VARIABLES);
    return pool.get(last - 1 - random.nextInt(Math.min(last, 5)));
  }

  /// A constant.
  static Valued constant(int width, long value) {
    return new Valued(
        Term.constant(width, value), java.util.Collections.nCopies(ASSIGNMENTS, value), 0);
  }

  private long number(int width) {
    long any = random.nextLong();
    if (width == Term.TRUTH) {
      return any & 1;
    }
    int shift = random.nextInt(width);
    long number =
        switch (random.nextInt(8)) {
          case 0 -> any;
          case 1 -> any & 7;
          case 2 -> 1L << shift;
          case 3 -> (1L << shift) - 1;
          case 4 -> -1L << shift;
          case 5 -> (any & 0xff) << shift;
          case 6 -> -(any & 7);
          default -> 0;
        };
    return width == Integer.SIZE ? (int) number : number;
  }
}

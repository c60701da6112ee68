package maplet.harness.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import maplet.harness.prove.Solver.Answer;
import maplet.harness.prove.Solver.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What terms mean to the solvers: the same as to the JVM, and to both the same.
class SolversTest {
  private static final long MILLISECONDS = 10_000;
  private static final int SOME = 10;
  private static final int QUERIES = 60;
  private static final int STEPS = 12;

  /// Values whose halves have clear and set signs.
  private static final List<Long> EDGES =
      List.of(-2L, 5L, 0x7fff_ffff_8000_0001L, Long.MIN_VALUE, 0x8000_0000_1234_5678L);

  private final List<Solver> solvers = List.of(new Bitwuzla(), new Z3());
  private final Random random = new Random(7);

  @BeforeAll
  static void bothAreThere() {
    assumeTrue(
        Bitwuzla.isThere() && Z3.isThere(), "not run: a solver's library isn't for this machine");
  }

  @AfterEach
  void forget() {
    Term.forgetAll();
  }

  private void assertVerdict(Verdict verdict, String what, Term... terms) {
    for (Solver solver : solvers) {
      assertEquals(
          verdict,
          solver.solve(List.of(terms), MILLISECONDS).verdict(),
          () -> solver.name() + ", " + what);
    }
  }

  @Test
  void eachOperationIsToThemWhatTheJvmComputes() {
    List<Operation> operations = new ArrayList<>(Operation.all());
    operations.addAll(AimedOperation.all().subList(0, SOME));
    for (Operation operation : operations) {
      for (int round = 0; round < EDGES.size(); round++) {
        List<Term> variables = new ArrayList<>();
        List<Long> values = new ArrayList<>();
        Term given = Logic.yes();
        for (int width : operation.operands()) {
          Term variable = Term.variable("x" + variables.size(), width);
          Term value =
              Term.constant(width, value(width, EDGES.get((round + 3 * values.size()) % 5)));
          given = Logic.and(given, Logic.equal(variable, value));
          variables.add(variable);
          values.add(value.constant);
        }
        Term result = operation.make().apply(variables);
        Term same =
            Logic.equal(result, Term.constant(result.width, operation.jvm().applyAsLong(values)));
        String what = operation.name() + " of " + values;
        assertVerdict(Verdict.SATISFIABLE, what, given, same);
        assertVerdict(Verdict.UNSATISFIABLE, what, given, Logic.not(same));
      }
    }
  }

  private static long value(int width, long edge) {
    return width == Term.TRUTH ? edge & 1 : edge;
  }

  @Test
  void theyAgreeOnRandomTermsAndTheValuesFoundSatisfyThem() {
    List<Operation> operations =
        Operation.all().stream().filter(each -> !each.name().startsWith("multiply")).toList();
    Set<Verdict> seen = EnumSet.noneOf(Verdict.class);
    for (int query = 0; query < QUERIES; query++) {
      RandomTerms terms = new RandomTerms(random);
      for (int step = 0; step < STEPS; step++) {
        terms.result(operations.get(random.nextInt(operations.size())));
      }
      List<Term> asked =
          List.of(
              terms.any(Term.TRUTH).term(),
              Logic.less(terms.any(Integer.SIZE).term(), terms.any(Integer.SIZE).term()),
              Logic.below(terms.any(Long.SIZE).term(), terms.any(Long.SIZE).term()));
      Answer answer = solvers.get(0).solve(asked, MILLISECONDS);
      assertEquals(
          answer.verdict(), solvers.get(1).solve(asked, MILLISECONDS).verdict(), asked::toString);
      seen.add(answer.verdict());
      if (answer.verdict() == Verdict.SATISFIABLE) {
        Map<String, Long> values = answer.values();
        Evaluator evaluator = new Evaluator(name -> values.getOrDefault(name, 0L), _ -> 0);
        asked.forEach(
            term -> assertEquals(1, evaluator.value(term), () -> term + " for " + values));
      }
    }
    assertEquals(EnumSet.of(Verdict.SATISFIABLE, Verdict.UNSATISFIABLE), seen);
  }

  @Test
  void aMemoryHasOneWordAtAnAddress() {
    Term memory = Term.variable("memory", Term.MEMORY);
    Term x = Term.variable("x", Long.SIZE);
    Term y = Term.variable("y", Long.SIZE);
    Term differ = Logic.not(Logic.equal(Memories.read(memory, x), Memories.read(memory, y)));
    Term same = Logic.equal(x, y);
    assertVerdict(Verdict.UNSATISFIABLE, "same address", differ, same);
    assertVerdict(Verdict.SATISFIABLE, "other address", differ, Logic.not(same));
  }

  @Test
  void noTermsHoldTogether() {
    assertVerdict(Verdict.SATISFIABLE, "nothing is asked");
    assertVerdict(Verdict.UNSATISFIABLE, "no", Logic.no());
  }

  /// The factors of a number of 62 bits: far beyond what they find in that time.
  @Test
  void theyDontKnowWhenTimeIsUp() {
    Term one = Words.zeroExtend(Term.variable("one", Integer.SIZE));
    Term other = Words.zeroExtend(Term.variable("other", Integer.SIZE));
    long product = 2_147_483_629L * 2_147_483_647L;
    Term factors = Logic.equal(Words.multiply(one, other), Words.of(product));
    Term ordered = Logic.below(Words.of(1L), one);
    Term unequal = Logic.below(one, other);
    for (Solver solver : solvers) {
      Answer answer = solver.solve(List.of(factors, ordered, unequal), 50);
      assertEquals(Verdict.UNKNOWN, answer.verdict(), solver.name());
      assertTrue(answer.values().isEmpty(), solver.name());
    }
  }
}

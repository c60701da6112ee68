package maplet.harness.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import maplet.harness.prove.Term.Op;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What no random term is: too deep for the stack, or without a value.
class EvaluatorTest {
  private static final int DEEP = 300_000;

  private final Term x = Term.variable("x", Long.SIZE);
  private final Term unset = Term.variable("unset", Term.TRUTH);
  private final Evaluator evaluator = new Evaluator(Map.of("x", 5L)::get, address -> -address);

  @AfterEach
  void forget() {
    Term.forgetAll();
  }

  @Test
  void aTermMayBeDeeperThanTheStack() {
    Term deep = x;
    for (int i = 0; i < DEEP; i++) {
      deep = Term.of(Op.ADD, Long.SIZE, x, deep);
    }
    assertEquals(5L * (DEEP + 1), evaluator.value(deep));
  }

  @Test
  void aReadAsksMemoryForItsAddress() {
    Term memory = Term.variable("memory", Term.MEMORY);
    assertEquals(-13, evaluator.value(Memories.read(memory, Words.add(x, Words.of(8L)))));
  }

  @Test
  void whatDecidesNothingNeedsNoValue() {
    Term isFive = Logic.equal(x, Words.of(5L));
    Term isNotFive = Logic.not(isFive);
    assertEquals(1, evaluator.value(Logic.or(isFive, unset)));
    assertEquals(0, evaluator.value(Logic.and(isNotFive, unset)));
    Term other = Term.variable("other", Long.SIZE);
    assertEquals(5, evaluator.value(Logic.choice(isFive, x, other)));
    assertEquals(5, evaluator.value(Logic.choice(isNotFive, other, x)));
  }

  @Test
  void aVariableWithoutAValueIsAnError() {
    assertThrows(NullPointerException.class, () -> evaluator.value(unset));
  }

  @Test
  void aWholeMemoryHasNoValue() {
    Term memory = Memories.store(Term.variable("memory", Term.MEMORY), x, x);
    assertThrows(IllegalArgumentException.class, () -> evaluator.value(memory));
  }
}

package maplet.model.arch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;
import maplet.model.FaultKind;

/// What all registers promise, and what tests of their rules ask.
public final class RegisterWords {
  private RegisterWords() {}

  /// Every word with up to three bits set is decoded and encoded again, and to every bit belongs
  /// one field of the format.
  public static <R> void roundTrip(
      LongFunction<R> decode, ToLongFunction<R> encode, EntryFormat format) {
    Words.withFewBits(word -> {
      assertEquals(word, encode.applyAsLong(decode.apply(word)));
      long rebuilt = 0;
      for (Field field : format.fields()) {
        rebuilt = field.set(rebuilt, field.get(word));
      }
      assertEquals(word, rebuilt);
    });
  }

  /// Exactly one rule is broken, and the reason names it.
  public static void assertBroken(String reason, List<Problem> problems) {
    assertEquals(1, problems.size(), () -> reason + ": " + problems);
    assertTrue(problems.getFirst().reason().contains(reason), () -> reason + ": " + problems);
  }

  /// A fault of the kind, at the level, with these entries; its height plays no role here.
  public static WalkResult.Faulted fault(FaultKind kind, int level, long... words) {
    List<WalkResult.Step> steps = new ArrayList<>();
    for (long word : words) {
      steps.add(new WalkResult.Step(0, 0, word));
    }
    return new WalkResult.Faulted(kind, 0, level, "a rule", Citation.of("a", "b"), steps);
  }
}

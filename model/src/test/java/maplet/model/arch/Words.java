package maplet.model.arch;

import java.util.function.LongConsumer;
import maplet.model.Attributes;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// Words to decode.
public final class Words {
  private Words() {}

  /// Hands out the zero word and every word with one, two or three bits set.
  public static void withFewBits(LongConsumer consumer) {
    consumer.accept(0);
    for (int i = 0; i < 64; i++) {
      for (int j = i; j < 64; j++) {
        for (int k = j; k < 64; k++) {
          consumer.accept(1L << i | 1L << j | 1L << k);
        }
      }
    }
  }

  /// Hands out the word with every pair of bits flipped, and every single one.
  public static void near(long word, LongConsumer consumer) {
    for (int i = 0; i < 64; i++) {
      for (int j = i; j < 64; j++) {
        consumer.accept(word ^ (1L << i | 1L << j));
      }
    }
  }

  /// Words of all kinds: dense, sparse, and legal entries with up to two bits flipped.
  static Arbitrary<Long> of(Regime regime, int height) {
    Arbitrary<Long> any = Arbitraries.longs();
    Arbitrary<Long> sparse =
        Combinators.combine(any, any, any).as((first, second, third) -> first & second & third);
    long base =
        height == 0 || regime.capabilities().pageShifts().contains(regime.indexShift(height))
            ? regime.encodeLeaf(0, Attributes.RAM, height)
            : regime.encodeTable(5 * regime.capabilities().granule(), height);
    Arbitrary<Integer> bit = Arbitraries.integers().between(0, 63);
    Arbitrary<Long> near =
        Combinators.combine(bit, bit).as((first, second) -> base ^ (1L << first | 1L << second));
    return Arbitraries.oneOf(any, sparse, near);
  }
}

package maplet.harness.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import maplet.model.Attributes;
import maplet.model.arch.Entry;
import maplet.model.arch.Regime;
import maplet.model.arch.Regimes;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// What the check remembers of a regime's entries agrees with the regime.
class EntryProperties {
  @Property(tries = 200)
  void aWordsClassIsThatOfTheDescriptionHoweverOftenItIsAsked(
      @ForAll("regimes") Regime regime, @ForAll long seed) {
    EntryClasses classes = new EntryClasses(regime);
    Random random = new Random(seed);
    long address = regime.addressBits().allBits();
    for (int i = 0; i < 200; i++) {
      long word = random.nextLong() & ~address & random.nextLong();
      for (int height = 0; height < regime.levels(); height++) {
        assertEquals(expected(regime.decode(word, height)), classes.classify(word, height));
        assertEquals(expected(regime.decode(word, height)), classes.classify(word, height));
      }
    }
  }

  @Property(tries = 200)
  void anExpectedLeafIsTheDescriptionsWord(
      @ForAll("regimes") Regime regime, @ForAll int page, @ForAll int choice) {
    ExpectedLeaves leaves = new ExpectedLeaves(regime);
    int index = Math.floorMod(choice, regime.capabilities().pageShifts().size());
    int shift = regime.capabilities().pageShifts().get(index);
    long hpa = ((long) page << shift) & regime.capabilities().outputLimit() - 1;
    int height = leaves.height(index);

    assertEquals(shift, regime.indexShift(height));
    for (Attributes attributes : regime.capabilities().alternatives()) {
      long word = leaves.word(height, attributes.code(), hpa);
      assertEquals(regime.encodeLeaf(hpa, attributes, height), word);
      assertEquals(hpa, leaves.address(word));
    }
  }

  private static int expected(Entry entry) {
    return switch (entry) {
      case Entry.Absent _ -> EntryClasses.ABSENT;
      case Entry.Table _ -> EntryClasses.TABLE;
      case Entry.Leaf _ -> EntryClasses.LEAF;
      case Entry.Reserved _ -> EntryClasses.RESERVED;
    };
  }

  @Provide
  Arbitrary<Regime> regimes() {
    return Arbitraries.of(Regimes.all());
  }
}

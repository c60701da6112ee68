package maplet.harness.agreement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import maplet.harness.sequence.SeededChoices;
import maplet.impl.Formats;
import maplet.impl.table.TableFormat;
import maplet.impl.table.TableWalk;
import maplet.model.Attributes;
import maplet.model.FaultKind;
import maplet.model.arch.Entry;
import maplet.model.arch.Regime;
import maplet.model.arch.Regimes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The implementation's encodings, written from the manuals a second time, against the description.
@Execution(ExecutionMode.CONCURRENT)
class EntryAgreementTest {
  private static final int RANDOM_WORDS_EACH = 250_000;

  static List<Regime> regimes() {
    return Regimes.all();
  }

  @ParameterizedTest
  @MethodSource("regimes")
  void capabilitiesAgree(Regime regime) {
    TableFormat format = Formats.find(regime.id());
    assertEquals(regime.capabilities(), format.capabilities());
    assertEquals(regime.levels(), format.levels());
    assertEquals(regime.rootFrames(), format.rootFrames());
  }

  @ParameterizedTest
  @MethodSource("regimes")
  void oneHotAndTwoHotWordsAgree(Regime regime) {
    TableFormat format = Formats.find(regime.id());
    for (int height = 0; height < regime.levels(); height++) {
      for (long base : bases(regime, height)) {
        for (int high = 0; high < Long.SIZE; high++) {
          for (int low = 0; low <= high; low++) {
            assertAgree(regime, format, base ^ (1L << high | 1L << low), height);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("regimes")
  void randomWordsAgree(Regime regime) {
    TableFormat format = Formats.find(regime.id());
    SeededChoices choices = new SeededChoices(regime.id().hashCode());
    int[] kinds = new int[5];
    List<List<Long>> basesAt =
        IntStream.range(0, regime.levels()).mapToObj(height -> bases(regime, height)).toList();
    for (int i = 0; i < RANDOM_WORDS_EACH; i++) {
      int height = choices.choose(regime.levels());
      List<Long> bases = basesAt.get(height);
      // Dense and sparse noise in turn: all classes must turn up.
      long noise = choices.bits();
      for (int thinning = choices.choose(6); thinning > 0; thinning--) {
        noise &= choices.bits();
      }
      long word = bases.get(choices.choose(bases.size())) ^ noise;
      kinds[assertAgree(regime, format, word, height)]++;
    }
    for (int kind = 0; kind < TableWalk.OVERSIZED; kind++) {
      boolean possible = kind != TableWalk.TABLE || regime.levels() > 1;
      assertEquals(possible, kinds[kind] > 100, "words of class " + kind + ": " + kinds[kind]);
    }
    int root = regime.levels() - 1;
    boolean sized = regime.whyNever(FaultKind.ADDRESS_SIZE, root).isEmpty();
    assertEquals(sized, kinds[TableWalk.OVERSIZED] > 100, "addresses that are too wide");
  }

  /// Words that the description writes, and zero, as starting points for noise.
  private static List<Long> bases(Regime regime, int height) {
    List<Long> bases = new ArrayList<>(List.of(0L));
    if (regime.levels() > 1) {
      bases.add(regime.encodeTable(0x1234_0000L, Math.max(1, height)));
    }
    if (regime.capabilities().pageShifts().contains(regime.indexShift(height))) {
      long hpa = regime.capabilities().outputLimit() / 2;
      bases.add(regime.encodeLeaf(hpa, Attributes.RAM, height));
    }
    return bases;
  }

  private static int assertAgree(Regime regime, TableFormat format, long word, int height) {
    int kind = TableWalk.classify(format, word, height);
    // Made only for a word that differs: making it costs more than comparing.
    Supplier<String> what = () -> "%s, height %d, word 0x%x".formatted(regime.id(), height, word);
    switch (regime.decode(word, height)) {
      case Entry.Absent _ -> assertEquals(TableWalk.ABSENT, kind, what);
      case Entry.Reserved reserved -> {
        boolean oversized = reserved.fault() == FaultKind.ADDRESS_SIZE;
        assertEquals(oversized ? TableWalk.OVERSIZED : TableWalk.RESERVED, kind, what);
        assertTrue(oversized || reserved.fault() == format.checks().reserved(), what);
      }
      case Entry.Table(long address) -> {
        assertEquals(TableWalk.TABLE, kind, what);
        assertEquals(address, format.address(word, 0), what);
      }
      case Entry.Leaf(long address, Attributes attributes) -> {
        assertEquals(TableWalk.LEAF, kind, what);
        assertEquals(address, format.address(word, height), what);
        assertEquals(attributes.code(), format.attributes(word), what);
      }
    }
    return kind;
  }

  /// Each of the 256 values of an attribute in MAIR_EL2, beside one for Normal memory.
  @Test
  void everyAttributeOfMairAgrees() {
    for (int code = 0; code < 256; code++) {
      String name = "aarch64-el2-4k-va39-mair000000000000%02xff".formatted(code);
      Regime regime = Regimes.find(name);
      TableFormat format = Formats.find(name);
      assertEquals(regime.capabilities(), format.capabilities(), name);
      long second = regime.encodeLeaf(0, Attributes.RAM, 0) | 1 << 2;
      assertAgree(regime, format, second, 0);
    }
  }

  @ParameterizedTest
  @MethodSource("regimes")
  void everyRepresentableLeafIsWrittenAlike(Regime regime) {
    TableFormat format = Formats.find(regime.id());
    for (int height = 0; height < regime.levels(); height++) {
      if (regime.capabilities().pageShifts().contains(regime.indexShift(height))) {
        long hpa = regime.capabilities().outputLimit() - (1L << regime.indexShift(height));
        for (Attributes attributes : regime.capabilities().alternatives()) {
          assertEquals(
              Long.toHexString(regime.encodeLeaf(hpa, attributes, height)),
              Long.toHexString(format.leaf(hpa, attributes.code(), height)),
              regime.id() + " " + attributes + " height " + height);
        }
      }
    }
  }
}

package maplet.model.arch.aarch64;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import maplet.model.arch.Regime;
import maplet.model.arch.Regimes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which configurations there are, against the manual's tables, copied line by line.
class Stage2LegalityTest {
  /// Tables D8-20 to D8-24, D8-30 to D8-33 and D8-39 to D8-41: T0SZ for each number of tables.
  ///
  /// @param wide whether DS = 1 or FEAT_LPA is required
  private record Row(
      String granule, int level, int tables, int leastT0sz, int mostT0sz, boolean wide) {
    boolean allows(String granuleWord, int startLevel, int t0sz, boolean isWide) {
      return granule.equals(granuleWord)
          && level == startLevel
          && leastT0sz <= t0sz
          && t0sz <= mostT0sz
          && (isWide || !wide);
    }
  }

  private static final List<Row> ROWS =
      List.of(
          new Row("4k", -1, 1, 12, 15, true),
          new Row("4k", 0, 1, 16, 24, false),
          new Row("4k", 0, 2, 15, 15, true),
          new Row("4k", 0, 4, 14, 14, true),
          new Row("4k", 0, 8, 13, 13, true),
          new Row("4k", 0, 16, 12, 12, true),
          new Row("4k", 1, 1, 25, 33, false),
          new Row("4k", 1, 2, 24, 24, false),
          new Row("4k", 1, 4, 23, 23, false),
          new Row("4k", 1, 8, 22, 22, false),
          new Row("4k", 1, 16, 21, 21, false),
          new Row("4k", 2, 1, 40, 42, false),
          new Row("4k", 2, 1, 34, 39, false),
          new Row("4k", 2, 2, 33, 33, false),
          new Row("4k", 2, 4, 32, 32, false),
          new Row("4k", 2, 8, 31, 31, false),
          new Row("4k", 2, 16, 30, 30, false),
          new Row("4k", 3, 1, 43, 48, false),
          new Row("4k", 3, 2, 42, 42, false),
          new Row("4k", 3, 4, 41, 41, false),
          new Row("4k", 3, 8, 40, 40, false),
          new Row("4k", 3, 16, 39, 39, false),
          new Row("16k", 0, 1, 12, 16, true),
          new Row("16k", 1, 1, 17, 27, false),
          new Row("16k", 1, 2, 16, 16, false),
          new Row("16k", 1, 4, 15, 15, true),
          new Row("16k", 1, 8, 14, 14, true),
          new Row("16k", 1, 16, 13, 13, true),
          new Row("16k", 2, 1, 28, 38, false),
          new Row("16k", 2, 2, 27, 27, false),
          new Row("16k", 2, 4, 26, 26, false),
          new Row("16k", 2, 8, 25, 25, false),
          new Row("16k", 2, 16, 24, 24, false),
          new Row("16k", 3, 1, 40, 48, false),
          new Row("16k", 3, 1, 39, 39, false),
          new Row("16k", 3, 2, 38, 38, false),
          new Row("16k", 3, 4, 37, 37, false),
          new Row("16k", 3, 8, 36, 36, false),
          new Row("16k", 3, 16, 35, 35, false),
          new Row("64k", 1, 1, 12, 15, true),
          new Row("64k", 1, 1, 16, 21, false),
          new Row("64k", 2, 1, 22, 34, false),
          new Row("64k", 2, 2, 21, 21, false),
          new Row("64k", 2, 4, 20, 20, false),
          new Row("64k", 2, 8, 19, 19, false),
          new Row("64k", 2, 16, 18, 18, false),
          new Row("64k", 3, 1, 40, 47, false),
          new Row("64k", 3, 1, 35, 39, false),
          new Row("64k", 3, 2, 34, 34, false),
          new Row("64k", 3, 4, 33, 33, false),
          new Row("64k", 3, 8, 32, 32, false),
          new Row("64k", 3, 16, 31, 31, false));

  @ParameterizedTest
  @CsvSource({"4k, lpa2", "16k, lpa2", "64k, lpa"})
  void everyCombinationIsLegalOrRefusedAsTheManualsTablesSay(String granule, String wideWord) {
    int legal = 0;
    for (int level = -1; level <= 3; level++) {
      for (int inputBits = 10; inputBits <= 56; inputBits++) {
        for (boolean wide : new boolean[] {false, true}) {
          String id =
              "aarch64-%s-ipa%d-%s%s"
                  .formatted(
                      granule,
                      inputBits,
                      level < 0 ? "lm1" : "l" + level,
                      wide ? "-" + wideWord : "");
          legal += assertAsTheTablesSay(id, granule, level, inputBits, wide);
        }
      }
    }
    assertTrue(legal > 50, "legal: " + legal);
  }

  private static int assertAsTheTablesSay(
      String id, String granule, int level, int inputBits, boolean wide) {
    int t0sz = 64 - inputBits;
    List<Row> rows = ROWS.stream().filter(row -> row.allows(granule, level, t0sz, wide)).toList();
    if (rows.isEmpty()) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> Regimes.find(id), id).getMessage();
      assertTrue(message.contains(id) && message.contains("allow"), message);
      return 0;
    }
    Regime regime = Regimes.find(id);
    assertEquals(id, regime.id());
    assertEquals(rows.getFirst().tables(), regime.rootFrames(), id);
    assertEquals(4 - level, regime.levels(), id);
    assertEquals(level, regime.level(regime.levels() - 1), id);
    assertEquals(3, regime.level(0), id);
    assertEquals(inputBits, regime.capabilities().inputBits(), id);
    assertEquals(wide ? 52 : 48, regime.capabilities().outputBits(), id);
    assertEquals(regime.rootFrames() * regime.capabilities().granule(), regime.rootAlignment(), id);
    return 1;
  }

  /// Tables D8-17, D8-27 and D8-36.
  @ParameterizedTest
  @CsvSource({
    "aarch64-4k-ipa48-l0, '[12, 21, 30]'",
    "aarch64-4k-ipa48-l0-lpa2, '[12, 21, 30, 39]'",
    "aarch64-4k-ipa52-lm1-lpa2, '[12, 21, 30, 39]'",
    "aarch64-4k-ipa39-l1-lpa2, '[12, 21, 30]'",
    "aarch64-4k-ipa34-l2, '[12, 21]'",
    "aarch64-4k-ipa20-l3, '[12]'",
    "aarch64-16k-ipa48-l1, '[14, 25]'",
    "aarch64-16k-ipa48-l1-lpa2, '[14, 25, 36]'",
    "aarch64-16k-ipa52-l0-lpa2, '[14, 25, 36]'",
    "aarch64-16k-ipa29-l3, '[14]'",
    "aarch64-64k-ipa48-l1, '[16, 29]'",
    "aarch64-64k-ipa48-l1-lpa, '[16, 29, 42]'",
    "aarch64-64k-ipa33-l3-lpa, '[16]'"
  })
  void blocksAreAsLargeAsTheManualSays(String id, String pageShifts) {
    assertEquals(pageShifts, Regimes.find(id).capabilities().pageShifts().toString());
  }

  @ParameterizedTest
  @ValueSource(ints = {32, 36, 40, 42, 44})
  void everyOutputSizeIsLegal(int bits) {
    Regime regime = Regimes.find("aarch64-4k-ipa40-l1-pa" + bits);
    assertEquals(bits, regime.capabilities().outputBits());
    assertEquals(
        bits,
        Regimes.find("aarch64-64k-ipa50-l1-pa%d-lpa".formatted(bits)).capabilities().outputBits());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "aarch64-4k-ipa40-l1-lpa | use lpa2",
        "aarch64-16k-ipa40-l1-lpa | use lpa2",
        "aarch64-64k-ipa46-l2-lpa2 | use lpa",
        "aarch64-4k-ipa40-l1-pa52 | only with lpa or lpa2",
        "aarch64-4k-ipa40-l1-pa39 | [32, 36, 40, 42, 44, 48, 52]",
        "aarch64-4k-ipa40-l1-pa48 | must be written aarch64-4k-ipa40-l1",
        "aarch64-4k-ipa40-l1-pa52-lpa2 | must be written aarch64-4k-ipa40-l1-lpa2",
        "aarch64-4k-ipa40-l1-ha-hd | must be written aarch64-4k-ipa40-l1-hd",
        "aarch64-4k-ipa40-l1-xnx-fwb | must be written aarch64-4k-ipa40-l1-fwb-xnx",
        "aarch64-4k-ipa40-l1-svpbmt | doesn't know: svpbmt",
        "aarch64-8k-ipa40-l1 | must have one of the words [4k, 16k, 64k]",
        "aarch64-4k-l1 | must have an IPA size",
        "aarch64-4k-ipa40 | must have a start level",
        "aarch64-4k-ipa49-lm1 | one less with lpa2",
        "aarch64-4k-ipa40-l4 | can't start at level 4",
        "aarch64-4k-ipa39-l0 | 40 to 48"
      })
  void namesThatDoNotGoTogetherAreRefusedWithTheRule(String id, String rule) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Regimes.find(id)).getMessage();
    assertTrue(message.contains(rule), message);
  }

  @Test
  void featuresSayInWordsWhatIsDifferent() {
    assertEquals(List.of(), Regimes.find("aarch64-4k-ipa48-l0").features());
    List<String> features = Regimes.find("aarch64-16k-ipa51-l1-pa44-lpa2-fwb-xnx-hd").features();
    List<String> parts =
        List.of("16 KiB", "16 concatenated", "44-bit", "LPA2", "S2FWB", "XNX", "HD = 1");
    assertEquals(parts.size(), features.size(), features.toString());
    for (int i = 0; i < parts.size(); i++) {
      assertTrue(features.get(i).contains(parts.get(i)), features.get(i));
    }
    assertTrue(Regimes.find("aarch64-64k-ipa46-l2-lpa-ha").features().toString().contains("LPA)"));
  }
}

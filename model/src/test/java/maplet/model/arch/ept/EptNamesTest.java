package maplet.model.arch.ept;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import maplet.model.Capabilities;
import maplet.model.FaultKind;
import maplet.model.MemoryType;
import maplet.model.Permissions;
import maplet.model.arch.HardwareFlags;
import maplet.model.arch.Regime;
import maplet.model.arch.Regimes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What names of EPT regimes mean, and which are refused.
class EptNamesTest {
  @ParameterizedTest
  @CsvSource({
    "ept-4, 4, 48, 46, 12 21 30",
    "ept-5, 5, 57, 46, 12 21 30",
    "ept-4-pa36, 4, 48, 36, 12 21 30",
    "ept-5-pa52, 5, 57, 52, 12 21 30",
    "ept-4-no1g, 4, 48, 46, 12 21",
    "ept-5-no2m, 5, 57, 46, 12",
    "ept-4-pa39-noxo-no1g-mbe-ad-ve-ipat, 4, 48, 39, 12 21"
  })
  void aNameSaysWidthsAndPageSizes(
      String name, int levels, int inputBits, int outputBits, String shifts) {
    Regime regime = Regimes.find(name);
    assertEquals(name, regime.id());
    assertEquals(levels, regime.levels());
    Capabilities capabilities = regime.capabilities();
    assertEquals(inputBits, capabilities.inputBits());
    assertEquals(outputBits, capabilities.outputBits());
    assertEquals(
        Stream.of(shifts.split(" ")).map(Integer::valueOf).toList(), capabilities.pageShifts());
  }

  @ParameterizedTest
  @CsvSource({
    "ept-4, r-- rw- r-x rwx --x",
    "ept-4-noxo, r-- rw- r-x rwx",
    "ept-4-mbe, r-- rw- r-x rwx --x r--u rw-u r-xu rwxu --xu ---u",
    "ept-4-noxo-mbe, r-- rw- r-x rwx r--u rw-u r-xu rwxu"
  })
  void aNameSaysWhichPermissionsThereAre(String name, String permissions) {
    Capabilities capabilities = Regimes.find(name).capabilities();
    for (MemoryType type : MemoryType.values()) {
      assertEquals(
          new TreeSet<>(List.of(permissions.split(" "))),
          new TreeSet<>(
              capabilities.alternatives().stream()
                  .filter(attributes -> attributes.memoryType() == type)
                  .map(attributes -> attributes.permissions().toString())
                  .toList()));
    }
    assertEquals(name.contains("mbe"), capabilities.tellsUserExecute());
    assertEquals(!name.contains("noxo"), representsExecuteOnly(capabilities));
  }

  private static boolean representsExecuteOnly(Capabilities capabilities) {
    return capabilities.alternatives().stream()
        .anyMatch(attributes -> (attributes.permissions().bits() & Permissions.READ) == 0);
  }

  @ParameterizedTest
  @CsvSource({
    "ept, must have one of the words",
    "ept-3, must have one of the words",
    "ept-4-5, doesn't know: 5",
    "ept-4-pa35, from pa36 to pa52",
    "ept-4-pa53, from pa36 to pa52",
    "ept-4-pa046, doesn't know: pa046",
    "ept-4-pa46, must be written ept-4",
    "ept-4-no2m-no1g, leave no1g out",
    "ept-4-ad-mbe, must be written ept-4-mbe-ad",
    "ept-4-ipat-ve, must be written ept-4-ve-ipat",
    "ept-4-xo, doesn't know: xo",
    "ept-4-mbe-mbe, doesn't know: mbe"
  })
  void anIllegalNameIsRefusedWithTheRuleOrTheFix(String name, String hint) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Regimes.find(name)).getMessage();
    assertTrue(message.contains("(" + name + ")"), message);
    assertTrue(message.contains(hint), message);
  }

  @Test
  void featuresSetARegimeApart() {
    assertEquals(List.of(), Regimes.find("ept-4").features());
    assertEquals(
        List.of(
            "page-walk length 5",
            "MAXPHYADDR 52",
            "no execute-only pages",
            "no 1 GiB pages",
            "mode-based execute control",
            "accessed and dirty flags",
            "EPT-violation #VE, suppressed by leaves",
            "ignore-PAT"),
        Regimes.find("ept-5-pa52-noxo-no1g-mbe-ad-ve-ipat").features());
    assertEquals(List.of("no huge pages"), Regimes.find("ept-4-no2m").features());
  }

  static List<String> standard() {
    return Ept.STANDARD;
  }

  @ParameterizedTest
  @MethodSource("standard")
  void eachWordOfANameIsOneFeature(String name) {
    List<String> words = List.of(name.split("-"));
    int features = words.size() - 2 + (words.contains("5") ? 1 : 0);
    assertEquals(features, Regimes.find(name).features().size());
    assertEquals(name, Regimes.find(name).id());
  }

  @Test
  void everyFeatureIsInAStandardRegime() {
    String all = String.join(" ", Ept.STANDARD);
    for (String word : List.of("ept-5", "pa", "noxo", "no2m", "no1g", "mbe", "ad", "ve", "ipat")) {
      assertTrue(all.contains(word), word);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ept-4", "ept-5", "ept-4-no1g", "ept-4-no2m", "ept-5-no2m-mbe-ad"})
  void permissionFaultsOccurWhereLeavesAre(String name) {
    Regime regime = Regimes.find(name);
    int largest = regime.capabilities().pageShifts().size() - 1;
    for (int height : IntStream.range(0, regime.levels()).toArray()) {
      assertTrue(regime.whyNever(FaultKind.TRANSLATION, height).isEmpty());
      assertTrue(regime.whyNever(FaultKind.MISCONFIGURATION, height).isEmpty());
      assertEquals(height <= largest, regime.whyNever(FaultKind.PERMISSION, height).isEmpty());
      assertTrue(regime.whyNever(FaultKind.ACCESS_FLAG, height).isPresent());
      assertTrue(regime.whyNever(FaultKind.ADDRESS_SIZE, height).isPresent());
    }
  }

  @Test
  void hardwareWritesFlagsOnlyWhereTheyAreOn() {
    assertEquals(HardwareFlags.NONE, Regimes.find("ept-4-mbe").hardwareFlags());
    assertEquals(
        new HardwareFlags(0x100, 0x200, 0x100, false), Regimes.find("ept-4-ad").hardwareFlags());
  }
}

package maplet.model.arch;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegimesTest {
  @Test
  void idsAreDistinctAndFound() {
    List<String> ids = Regimes.all().stream().map(Regime::id).toList();
    assertEquals(ids, ids.stream().distinct().toList());
    for (Regime regime : Regimes.all()) {
      assertEquals(regime, Regimes.find(regime.id()));
    }
  }

  @Test
  void theRegimesOfTheFirstIssueAreThere() {
    List<String> ids = Regimes.all().stream().map(Regime::id).toList();
    assertTrue(
        ids.containsAll(
            List.of(
                "ept-4",
                "aarch64-4k-ipa39-l1",
                "aarch64-4k-ipa40-l1",
                "aarch64-4k-ipa43-l1",
                "aarch64-4k-ipa40-l0",
                "aarch64-4k-ipa44-l0",
                "aarch64-4k-ipa48-l0",
                "riscv-sv39x4",
                "riscv-sv48x4",
                "riscv-sv39x4-svpbmt",
                "riscv-sv48x4-svpbmt")),
        ids.toString());
  }

  @Test
  void everyRegimeBelongsToAnArchitecture() {
    assertEquals(List.of("ept", "aarch64", "riscv"), Regimes.architectures());
    assertEquals(
        Regimes.all(),
        Regimes.architectures().stream().flatMap(name -> Regimes.of(name).stream()).toList());
  }

  @Test
  void everyArchitectureHasATypicalRegime() {
    for (String architecture : Regimes.architectures()) {
      assertEquals(architecture, Regimes.typical(architecture).architecture());
    }
    assertEquals("ept-4", Regimes.typical("ept").id());
    assertThrows(IllegalArgumentException.class, () -> Regimes.typical("mips"));
  }

  @Test
  void wordsOfNamesTakeTheirValues() {
    NameWord levels = Regimes.words("ept").getFirst();
    assertEquals(levels.prefix() + "m4", levels.of("-4"));
    assertEquals(levels.prefix() + "on", levels.of("ON"));
  }

  @Test
  void syndromesAreShownInHexadecimal() {
    assertEquals("cause 0x10, detail 0xab", new Syndrome(16, 0xab).toString());
  }

  @Test
  void unknownNamesAreRefusedWithTheKnownOnes() {
    String regime =
        assertThrows(IllegalArgumentException.class, () -> Regimes.find("mips-9")).getMessage();
    assertTrue(regime.contains("mips-9") && regime.contains("riscv"), regime);
    String architecture =
        assertThrows(IllegalArgumentException.class, () -> Regimes.of("mips")).getMessage();
    assertTrue(architecture.contains("mips") && architecture.contains("aarch64"), architecture);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ept",
        "ept-9",
        "ept-4-4",
        "ept-4-",
        "riscv",
        "riscv-sv39",
        "riscv-sv39x4-sv48x4",
        "riscv-svpbmt-sv39x4",
        "aarch64-4k",
        "aarch64-4k-ipa40",
        "aarch64-4k-l1",
        "aarch64-4k-ipa040-l1",
        "aarch64-4k-ipa38-l0",
        "aarch64-4k-ipa49-l0"
      })
  void namesOfNoRegimeAreRefusedAndNamed(String name) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Regimes.find(name)).getMessage();
    assertTrue(message.contains("(" + name + ")"), message);
  }

  @Test
  void rootsAreAsLargeAsTheManualsSay() {
    assertAll(
        () -> assertRoot("ept-4", 1, 48, 4),
        () -> assertRoot("aarch64-4k-ipa39-l1", 1, 39, 3),
        () -> assertRoot("aarch64-4k-ipa40-l1", 2, 40, 3),
        () -> assertRoot("aarch64-4k-ipa41-l1", 4, 41, 3),
        () -> assertRoot("aarch64-4k-ipa42-l1", 8, 42, 3),
        () -> assertRoot("aarch64-4k-ipa43-l1", 16, 43, 3),
        () -> assertRoot("aarch64-4k-ipa40-l0", 1, 40, 4),
        () -> assertRoot("aarch64-4k-ipa48-l0", 1, 48, 4),
        () -> assertRoot("riscv-sv39x4", 4, 41, 3),
        () -> assertRoot("riscv-sv48x4-svpbmt", 4, 50, 4));
  }

  private static void assertRoot(String id, int frames, int inputBits, int levels) {
    Regime regime = Regimes.find(id);
    assertEquals(frames, regime.rootFrames(), id);
    assertEquals(frames * 4096L, regime.rootAlignment(), id);
    assertEquals(inputBits, regime.capabilities().inputBits(), id);
    assertEquals(levels, regime.levels(), id);
  }

  @Test
  void levelsHaveTheManualsNumbers() {
    assertEquals(4, Regimes.find("ept-4").level(3));
    assertEquals(1, Regimes.find("ept-4").level(0));
    assertEquals(1, Regimes.find("aarch64-4k-ipa39-l1").level(2));
    assertEquals(0, Regimes.find("aarch64-4k-ipa48-l0").level(3));
    assertEquals(3, Regimes.find("riscv-sv48x4").level(3));
  }

  @Test
  void onlySv48x4HasPagesOfHalfATebibyte() {
    assertEquals(List.of(12, 21, 30, 39), Regimes.find("riscv-sv48x4").capabilities().pageShifts());
    assertEquals(List.of(12, 21, 30), Regimes.find("ept-4").capabilities().pageShifts());
    assertEquals(
        List.of(12, 21, 30), Regimes.find("aarch64-4k-ipa48-l0").capabilities().pageShifts());
  }

  @Test
  void maintenanceIsThatOfTheArchitecture() {
    for (Regime regime : Regimes.all()) {
      Maintenance maintenance = regime.maintenance();
      switch (regime.architecture()) {
        case "ept" -> assertMaintenance(-1, false, false, false, maintenance);
        case "aarch64" -> assertMaintenance(12, true, true, false, maintenance);
        default -> assertMaintenance(2, false, false, true, maintenance);
      }
      assertTrue(regime.title().contains("bit"), regime.title());
    }
  }

  private static void assertMaintenance(
      int shift,
      boolean reachesTables,
      boolean breakBeforeMake,
      boolean invalidCached,
      Maintenance actual) {
    Maintenance expected =
        new Maintenance(shift, reachesTables, breakBeforeMake, invalidCached, actual.citation());
    assertEquals(expected, actual);
  }
}

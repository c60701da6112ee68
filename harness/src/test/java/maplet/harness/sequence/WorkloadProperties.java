package maplet.harness.sequence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import maplet.model.Capabilities;
import maplet.model.arch.Regime;
import maplet.model.arch.Regimes;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class WorkloadProperties {
  @Property(tries = 500)
  void everyAddressSpaceIsLegal(
      @ForAll("regimes") Regime regime, @ForAll Workload workload, @ForAll long seed) {
    Capabilities capabilities = regime.capabilities();

    Setup setup = workload.setup(capabilities, new SeededChoices(seed));

    assertTrue(setup.base() >= 0);
    assertTrue(setup.size() > 0);
    assertTrue(setup.base() + setup.size() <= capabilities.inputLimit());
    assertEquals(0, setup.base() % capabilities.granule());
    assertEquals(0, setup.size() % capabilities.granule());
  }

  @Example
  void addressSpacesLieAtBothEndsAndAcrossBoundaries() {
    Capabilities capabilities = Regimes.find("ept-4").capabilities();
    SeededChoices choices = new SeededChoices(1);
    Set<String> places = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      Setup setup = Workload.PAGES.setup(capabilities, choices);
      long middle = setup.base() + setup.size() / 2;
      places.add(setup.base() == 0 ? "bottom" : "");
      places.add(setup.base() + setup.size() == capabilities.inputLimit() ? "top" : "");
      places.add(middle == 1L << 30 || middle == 1L << 39 ? "boundary" : "");
    }

    assertEquals(Set.of("", "bottom", "top", "boundary"), places);
  }

  @Example
  void theHugeWorkingSetHoldsSeveralOfTheLargestLeaves() {
    assertEquals(4L << 30, Workload.HUGE.workingSet(Regimes.find("ept-4").capabilities()));
    assertEquals(4L << 39, Workload.HUGE.workingSet(Regimes.find("riscv-sv48x4").capabilities()));
    assertEquals(16L << 20, Workload.PAGES.workingSet(Regimes.find("ept-4").capabilities()));
  }

  @Example
  void namesAreReadBack() {
    for (Workload workload : Workload.values()) {
      assertEquals(workload, Workload.parse(workload.toString()));
    }
    Exception refused = assertThrows(IllegalArgumentException.class, () -> Workload.parse("tiny"));
    assertEquals("workload (tiny) must be 'pages', 'huge' or 'table'", refused.getMessage());
  }

  @Provide
  Arbitrary<Regime> regimes() {
    return Arbitraries.of(Regimes.all());
  }
}

package maplet.harness.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import maplet.harness.sequence.Grammar;
import maplet.harness.sequence.ListedChoices;
import maplet.harness.sequence.OperationKind;
import maplet.harness.sequence.OperationSlot;
import maplet.harness.sequence.SequenceGrammar;
import maplet.harness.sequence.Setup;
import maplet.harness.sequence.TableGrammar;
import maplet.harness.sequence.Workload;
import maplet.harness.subject.InProcessSubject;
import maplet.harness.subject.SimulatedHost;
import maplet.harness.subject.Terms;
import maplet.model.Layer;
import maplet.model.Status;
import maplet.model.arch.Regime;
import maplet.model.arch.Regimes;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.lifecycle.AfterContainer;

/// The grammar fed by jqwik instead of a seed: the same operations, with jqwik's shrinking.
class SequenceProperties {
  private static final long HOST_SIZE = 8L << 20;
  private static final Map<String, Checker> CHECKERS = new HashMap<>();
  private static final OutcomeBins BINS = new OutcomeBins();

  @Provide
  Arbitrary<Regime> regimes() {
    return Arbitraries.of(
        Regimes.find("ept-4"),
        Regimes.find("aarch64-4k-ipa41-l1"),
        Regimes.find("aarch64-4k-ipa48-l0"),
        Regimes.find("aarch64-4k-ipa40-l1-hd"),
        Regimes.find("aarch64-16k-ipa36-l2-pa36-xnx"),
        Regimes.find("aarch64-64k-ipa33-l3"),
        Regimes.find("aarch64-64k-ipa52-l1-lpa"),
        Regimes.find("riscv-sv48x4"),
        Regimes.find("riscv-sv39x4-svpbmt"));
  }

  /// Uniform, as a seed's choices are: numbers near zero, which jqwik prefers, would draw the
  /// grammar's last alternatives next to never.
  @Provide
  Arbitrary<List<Integer>> choices() {
    return Arbitraries.integers().withDistribution(RandomDistribution.uniform()).list();
  }

  @Property(tries = 1000)
  void everySequenceOfChoicesConforms(
      @ForAll("regimes") Regime regime,
      @ForAll Workload workload,
      @ForAll("choices") List<Integer> choices) {
    Checker checker =
        CHECKERS.computeIfAbsent(
            regime.id(),
            _ ->
                new Checker(
                    regime,
                    new InProcessSubject.Provider(),
                    new Machine(new SimulatedHost(HOST_SIZE, regime.capabilities())),
                    EnumSet.allOf(Oracle.class),
                    Terms.STRICT));
    ListedChoices source = new ListedChoices(choices);
    Setup setup = workload.setup(regime.capabilities(), source);
    assertTrue(checker.begin(setup), () -> checker.violations().toString());
    SequenceGrammar grammar =
        workload.layer() == Layer.TABLE
            ? new TableGrammar(regime.capabilities(), checker.mappings())
            : new Grammar(regime.capabilities(), checker.areas());
    grammar.begin(setup, workload, source);
    OperationSlot slot = new OperationSlot();
    for (int i = 0; i < 2 + choices.size() / 4; i++) {
      grammar.next(slot);
      assertTrue(checker.step(slot), () -> checker.violations().toString());
      BINS.count(slot.kind, checker.status());
    }
    assertTrue(checker.audit(), () -> checker.violations().toString());
  }

  /// The choices reach every operation, and each of them is accepted and refused.
  @AfterContainer
  static void everyOperationWasReached() {
    Set<OperationKind> missing = EnumSet.noneOf(OperationKind.class);
    for (OperationKind kind : OperationKind.values()) {
      long count = 0;
      for (Status status : Status.values()) {
        count += BINS.get(kind, status);
      }
      if (count == 0) {
        missing.add(kind);
      }
    }
    // A clear is one operation in a thousand.
    missing.remove(OperationKind.CLEAR);
    assertEquals(Set.of(), missing);
  }
}

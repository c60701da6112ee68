package maplet.harness.nativeabi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.Optional;
import maplet.harness.check.Divergence;
import maplet.harness.check.Oracle;
import maplet.harness.check.OutcomeBins;
import maplet.harness.check.SequenceRunner;
import maplet.harness.check.StepListener;
import maplet.harness.profile.ClaimedRegime;
import maplet.harness.profile.Profile;
import maplet.harness.profile.ProfileReader;
import maplet.harness.sequence.OperationSlot;
import maplet.harness.sequence.Workload;
import maplet.harness.subject.SubjectFailure;
import maplet.model.arch.Regimes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The Rust starter, which tells no stores, keeps empty tables, and has 4 KiB pages and no protect.
class RustStarterTest {
  @AfterEach
  void nothingPlanted() throws Exception {
    Starters.environment("MAPLET_BUG", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"riscv-sv39x4", "riscv-sv48x4"})
  void conforms(String regime) throws Exception {
    assertEquals(Optional.empty(), run(regime).map(Divergence::violations));
  }

  @ParameterizedTest
  @CsvSource({
    "panic,             outcome",
    "plain-sv39,        translation",
    "no-fence,          invalidation",
    "not-zeroed,        frame",
    "second-fault,      outcome",
    "leaked-frame,      frame",
    "no-rollback,       translation",
    "empty-range-error, outcome",
    "global-bit,        entry",
    "whole-area-limit,  outcome",
    "unmap-short,       translation",
    "any-alignment,     outcome",
    "execute-always,    translation"
  })
  void eachBugIsFoundAndNamed(String bug, String oracle) throws Exception {
    Starters.rust();
    Starters.environment("MAPLET_BUG", bug);
    Divergence found = run("riscv-sv39x4").orElseThrow();
    assertTrue(
        found.violations().stream().anyMatch(v -> v.oracle().toString().equals(oracle)),
        () -> found.violations().toString());
    if (bug.equals("panic")) {
      assertEquals("a panic", found.first().actual());
    }
  }

  /// The first panic of a process is without its words, the second has them.
  @Test
  void aPanicSaysWhatAndWhere() throws Exception {
    Starters.rust();
    Starters.environment("MAPLET_BUG", "panic");
    Profile profile = ProfileReader.read(Starters.profile("rust"));
    NativeProvider provider = new NativeProvider(NativeLibrary.load(Starters.rust()));
    Divergence first = run("riscv-sv39x4", provider, profile).orElseThrow();
    assertEquals(Optional.of(SubjectFailure.Kind.PANIC), first.failure());
    Divergence second = run("riscv-sv39x4", provider, profile).orElseThrow();
    assertTrue(
        second.place().matches("the range must not wrap, at \\S*stage2.rs:\\d+"), second::place);
    assertTrue(first.isLike(second));
  }

  private static Optional<Divergence> run(String regime) throws Exception {
    Profile profile = ProfileReader.read(Starters.profile("rust"));
    return run(regime, new NativeProvider(NativeLibrary.load(Starters.rust())), profile);
  }

  private static Optional<Divergence> run(String regime, NativeProvider provider, Profile profile) {
    StepListener claimed =
        new StepListener() {
          @Override
          public boolean applies(OperationSlot slot) {
            return profile.claims().operations().contains(slot.kind);
          }
        };
    try (SequenceRunner runner =
        new SequenceRunner(
            ClaimedRegime.of(Regimes.find(regime), profile.claims()),
            provider,
            EnumSet.allOf(Oracle.class),
            profile.claims().terms(),
            claimed)) {
      for (long seed = 0; seed < 12; seed++) {
        for (Workload workload : new Workload[] {Workload.PAGES, Workload.HUGE}) {
          var found = runner.run(seed, workload, 700, new OutcomeBins()).stream().findFirst();
          if (found.isPresent()) {
            return found;
          }
        }
      }
      return Optional.empty();
    }
  }
}

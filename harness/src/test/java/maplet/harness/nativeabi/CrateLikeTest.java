package maplet.harness.nativeabi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import maplet.harness.check.Divergence;
import maplet.harness.check.Oracle;
import maplet.harness.check.OutcomeBins;
import maplet.harness.check.SequenceRunner;
import maplet.harness.check.StepListener;
import maplet.harness.profile.Claims;
import maplet.harness.profile.ProfileReader;
import maplet.harness.sequence.OperationKind;
import maplet.harness.sequence.OperationSlot;
import maplet.harness.sequence.Workload;
import maplet.harness.subject.SubjectFailure;
import maplet.model.Rule;
import maplet.model.arch.Regimes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Ten independent bugs at once, as a young crate may have them: none hides another.
class CrateLikeTest {
  private static final int OPERATIONS = 2000;

  /// What each of the ten leads to, whatever else is found.
  private static final Map<String, Predicate<Divergence>> BUGS =
      new TreeMap<>(
          Map.of(
              "no-flush", found -> leads(found, Oracle.INVALIDATION, "not-invalidated"),
              "empty-range-error",
                  found ->
                      leads(found, Oracle.OUTCOME, "other-error") && found.rule() == Rule.EMPTY,
              "panic",
                  found -> found.failure().filter(SubjectFailure.Kind.PANIC::equals).isPresent(),
              "non-shareable", found -> leads(found, Oracle.ENTRY, "word"),
              "fault-replaces",
                  found ->
                      isIn(found, OperationKind.HANDLE_FAULT)
                          && leads(found, Oracle.TRANSLATION, "elsewhere"),
              "leaked-frame", found -> leads(found, Oracle.FRAME, "leak"),
              "limit-beyond",
                  found ->
                      isIn(found, OperationKind.TRANSLATE)
                          && leads(found, Oracle.OUTCOME, "details"),
              "unmap-short",
                  found ->
                      isIn(found, OperationKind.UNMAP)
                          && leads(found, Oracle.TRANSLATION, "mapped"),
              "any-alignment",
                  found ->
                      found.rule() == Rule.ALIGNMENT
                          && found.violations().stream()
                              .anyMatch(each -> each.symptom().word().equals("accepted")),
              "permissions-ignored",
                  found ->
                      isIn(found, OperationKind.TRANSLATE)
                          && leads(found, Oracle.OUTCOME, "answer")));

  @AfterEach
  void nothingPlanted() throws Exception {
    Starters.environment("MAPLET_BUG", "");
  }

  @Test
  void allAreFoundInOneRun() throws Exception {
    Starters.c();
    Starters.environment("MAPLET_BUG", "crate-like");
    assertEquals(BUGS.keySet(), found(4));
  }

  @Test
  void noneIsFoundThatIsNotPlanted() throws Exception {
    Starters.c();
    Starters.environment("MAPLET_BUG", "no-flush,empty-range-error");
    assertEquals(Set.of("no-flush", "empty-range-error"), found(2));
  }

  private static Set<String> found(int seeds) throws Exception {
    Claims claims = ProfileReader.read(Starters.profile("c")).claims();
    StepListener claimed =
        new StepListener() {
          @Override
          public boolean applies(OperationSlot slot) {
            return claims.operations().contains(slot.kind);
          }
        };
    Set<String> names = new TreeSet<>();
    try (SequenceRunner runner =
        new SequenceRunner(
            Regimes.find("aarch64-4k-ipa40-l1"),
            new NativeProvider(NativeLibrary.load(Starters.c())),
            EnumSet.allOf(Oracle.class),
            claims.terms(),
            claimed)) {
      for (long seed = 0; seed < seeds; seed++) {
        for (Workload workload : Workload.values()) {
          for (Divergence found : runner.run(seed, workload, OPERATIONS, new OutcomeBins())) {
            BUGS.forEach((name, shows) -> {
              if (shows.test(found)) {
                names.add(name);
              }
            });
          }
        }
      }
    }
    return names;
  }

  private static boolean leads(Divergence found, Oracle oracle, String symptom) {
    return found.first().oracle() == oracle && found.first().symptom().word().equals(symptom);
  }

  private static boolean isIn(Divergence found, OperationKind kind) {
    return found.operation().equals(Optional.of(kind));
  }
}

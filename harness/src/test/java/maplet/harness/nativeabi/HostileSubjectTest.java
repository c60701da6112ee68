package maplet.harness.nativeabi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import maplet.harness.check.Divergence;
import maplet.harness.check.Oracle;
import maplet.harness.check.OutcomeBins;
import maplet.harness.check.SequenceRunner;
import maplet.harness.check.StepListener;
import maplet.harness.profile.Claims;
import maplet.harness.profile.ProfileReader;
import maplet.harness.sequence.OperationSlot;
import maplet.harness.sequence.Workload;
import maplet.harness.subject.Freedom;
import maplet.harness.subject.Terms;
import maplet.model.arch.Regimes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A subject that stores where it mustn't, or tells what can't be, in this process.
class HostileSubjectTest {
  @AfterEach
  void wellBehaved() throws Exception {
    Starters.environment("HOSTILE", "");
  }

  @Test
  void theOneThatBehavesConforms() throws Exception {
    try (SequenceRunner runner = runner()) {
      assertEquals(List.of(), run(runner, Workload.PAGES));
      assertEquals(List.of(), run(runner, Workload.TABLE));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "below,                  bounds,  8 bytes below the memory",
    "above,                  bounds,  0 bytes above the memory",
    "above-far,              bounds,  32768 bytes above the memory",
    "unused-next,            bounds,  in a frame that nobody was given",
    "unused-once,            bounds,  in a frame that nobody was given",
    "unused-last,            bounds,  in a frame that nobody was given",
    "control-all,            bounds,  event_count is",
    "control-zero,           bounds,  control block",
    "control-before,         bounds,  8 bytes below the control block",
    "control-after,          bounds,  0 bytes above the control block",
    "memory,                 bounds,  control block's memory",
    "memory-base,            bounds,  control block's memory_base",
    "memory-size,            bounds,  control block's memory_size",
    "frame-size,             bounds,  control block's frame_size",
    "capacity,               bounds,  control block's event_capacity",
    "next-frame,             bounds,  next_frame is",
    "next-frame-low,         bounds,  next_frame is",
    "free-count,             bounds,  free_count is",
    "free-frames,            bounds,  list of free frames",
    "free-frames-after,      bounds,  above the list of free frames",
    "root,                   bounds,  control block's root",
    "root-misaligned,        bounds,  control block's root",
    "create-misaligned-root, entry,   a root aligned",
    "events-after,           bounds,  0 bytes above the list of events",
    "events-far-after,       bounds,  0 bytes above the list of events"
  })
  void whatItStoresWhereItMustNotIsFound(String mode, String oracle, String text) throws Exception {
    assertFound(mode, oracle, text);
  }

  @ParameterizedTest
  @CsvSource({
    "event-count,            bounds,  event_count is 18446744073709551615",
    "event-count-over,       bounds,  event_count is",
    "kind,                   outcome, kind",
    "kind-high,              outcome, kind",
    "free-all,               frame,   freed",
    "free-many,              frame,   freed",
    "free-high,              frame,   freed",
    "take-many,              bounds,  a frame in the host's memory",
    "take-elsewhere,         bounds,  one at 0x3",
    "zero-elsewhere,         bounds,  one at",
    "store-elsewhere,        bounds,  one at",
    "code,                   outcome, code",
    "code-high,              outcome, code",
    "code-high-zero,         outcome, code",
    "attributes-high,        outcome, attribute code 0x1",
    "height-high,            outcome, at height 42949672",
    "fault-kind-high,        outcome, kind 0x8",
    "fault-kind-all,         outcome, kind 0xffffffffffffffff"
  })
  void whatItTellsThatCantBeIsFound(String mode, String oracle, String text) throws Exception {
    assertFound(mode, oracle, text);
  }

  private static void assertFound(String mode, String oracle, String text) throws Exception {
    Starters.environment("HOSTILE", mode);
    try (SequenceRunner runner = runner()) {
      List<Divergence> found = run(runner, Workload.PAGES);
      String all = found.stream().map(each -> each.violations().toString()).toList().toString();
      assertTrue(
          found.stream()
              .flatMap(each -> each.violations().stream())
              .anyMatch(each -> each.oracle().toString().equals(oracle)),
          all);
      assertTrue(all.contains(text), all);

      // Nothing of it is left for the next.
      Starters.environment("HOSTILE", "");
      assertEquals(List.of(), run(runner, Workload.PAGES));
    }
  }

  private static List<Divergence> run(SequenceRunner runner, Workload workload) {
    return runner.run(1, workload, 200, new OutcomeBins());
  }

  private static SequenceRunner runner() throws Exception {
    Claims claims = ProfileReader.read(Starters.profile("c")).claims();
    StepListener claimed =
        new StepListener() {
          @Override
          public boolean applies(OperationSlot slot) {
            return claims.operations().contains(slot.kind);
          }
        };
    Path library = Starters.hostile();
    return new SequenceRunner(
        Regimes.find("ept-4"),
        new NativeProvider(NativeLibrary.load(library)),
        EnumSet.allOf(Oracle.class),
        new Terms(Set.<Freedom>of(), claims.answers()),
        claimed);
  }
}

package maplet.harness.stdio;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
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
import maplet.model.arch.Regimes;

/// A starter that speaks the protocol.
///
/// @param folder below `src/main/stdio/starters`
/// @param tool what runs it; where it isn't installed, tests are skipped and say so
/// @param options of the tool
/// @param file that it runs
record StdioStarter(String folder, String tool, String options, String file) {
  static final StdioStarter PYTHON = new StdioStarter("python", "python3", "-B", "starter.py");
  static final StdioStarter JAVASCRIPT = new StdioStarter("javascript", "node", "", "starter.js");

  private static final int OPERATIONS = 400;

  /// From the module's folder or the repository's.
  Path path(String name) {
    Path own = Path.of("src/main/stdio/starters", folder, name);
    return Files.isRegularFile(own) ? own : Path.of("harness").resolve(own);
  }

  /// The command that runs it with a planted bug, or none where that is empty.
  String command(String bug) {
    boolean there =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .anyMatch(each -> Files.isExecutable(Path.of(each, tool)));
    assumeTrue(there, "not run: %s isn't installed, so its starter can't be run".formatted(tool));
    return "MAPLET_BUG=%s %s %s '%s'".formatted(bug, tool, options, path(file));
  }

  StdioProvider provider(String bug, Duration patience) {
    return new StdioProvider(command(bug), patience, false);
  }

  /// Runs a few sequences, up to the first divergence.
  Optional<Divergence> find(StdioProvider provider, String regime) throws Exception {
    return find(provider, regime, OPERATIONS);
  }

  /// Runs a few sequences of a length, up to the first divergence.
  Optional<Divergence> find(StdioProvider provider, String regime, int operations)
      throws Exception {
    Profile profile = ProfileReader.read(path("profile.json"));
    StepListener claimed =
        new StepListener() {
          @Override
          public boolean applies(OperationSlot slot) {
            return profile.claims().has(slot.kind);
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
          Optional<Divergence> found =
              runner.run(seed, workload, operations, new OutcomeBins()).stream().findFirst();
          if (found.isPresent()) {
            return found;
          }
        }
      }
      return Optional.empty();
    }
  }
}

package maplet.harness.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import maplet.harness.check.Oracle;
import maplet.harness.explore.Exploration;
import maplet.harness.explore.ExplorationPlan;
import maplet.harness.explore.ExplorationResult;
import maplet.harness.explore.ExplorationTable;
import maplet.harness.explore.World;
import maplet.harness.explore.WorldKind;
import maplet.harness.subject.InProcessSubject;
import maplet.harness.subject.SubjectProvider;
import maplet.model.arch.Regime;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `maplet explore`: every state of small worlds, and every operation in each of them.
@Command(
    name = "explore",
    mixinStandardHelpOptions = true,
    description =
        "Explores small worlds to the fixpoint: every operation in every state that can be reached,"
            + " with the allocator refusing each request in turn, and all oracles on.",
    footer =
        "Without options: both worlds, with two regions, on the typical regime of each"
            + " architecture.")
final class ExploreCommand implements Callable<Integer> {
  /// What a heap of 2 GiB holds beside the threads' hosts.
  private static final int DEFAULT_STATES = 20_000_000;

  private static final int MOST_JOBS = 64;
  private static final int MOST_STATES = 500_000_000;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private RegimeSelection selection = new RegimeSelection();

  @Option(
      names = "--world",
      paramLabel = "WORLD",
      description =
          "table (a page table alone), space (areas, faults, frames); may be repeated"
              + " (default: both).")
  private List<WorldKind> worlds = new ArrayList<>();

  @Option(
      names = "--regions",
      paramLabel = "N",
      description =
          "Regions of the second leaf size, 1 to " + World.MOST_REGIONS + " (default: 2).")
  private int regions = 2;

  @Mixin private JobsOption jobs = new JobsOption(MOST_JOBS);

  @Option(
      names = "--states",
      paramLabel = "N",
      converter = CountConverter.class,
      description =
          "Gives up a world at so many states, exit code 3 (default: 20M, which take 0.7 GB).")
  private long mostStates = DEFAULT_STATES;

  @Option(
      names = "--checkpoint",
      paramLabel = "DIR",
      description =
          "Keeps a file for each world in this folder, from which the same command goes on after"
              + " the process has ended, however that was. A file is good for one build of Maplet.")
  private Optional<Path> checkpoints = Optional.empty();

  @Mixin private OracleSelection selected = new OracleSelection();

  @Option(
      names = "--out",
      defaultValue = ".",
      paramLabel = "DIR",
      description = "Where traces of divergences are saved (default: here).")
  private Path folder = Path.of(".");

  private final SubjectProvider provider;

  /// Explores Maplet's own implementation.
  ExploreCommand() {
    this(new InProcessSubject.Provider());
  }

  /// @param provider the implementation to explore
  ExploreCommand(SubjectProvider provider) {
    this.provider = provider;
  }

  @Mixin private DetailOption detail = new DetailOption();

  @Override
  public Integer call() throws Exception {
    Set<Oracle> oracles = selected.oracles();
    require(
        mostStates <= MOST_STATES,
        "--states %d: expected 1 to %d".formatted(mostStates, MOST_STATES));
    require(
        regions >= 1 && regions <= World.MOST_REGIONS,
        "--regions %d: expected 1 to %d".formatted(regions, World.MOST_REGIONS));
    OutputFolder.prepare(spec, folder);
    Output output = new Output(spec.commandLine(), folder, detail);
    List<ExplorationPlan> plans = new ArrayList<>();
    for (Regime regime : selection.typical()) {
      for (WorldKind kind : worlds.isEmpty() ? List.of(WorldKind.values()) : worlds) {
        plans.add(plan(regime, kind, oracles));
      }
    }
    if (checkpoints.isPresent()) {
      Files.createDirectories(checkpoints.get());
    }
    List<ExplorationResult> results = new ArrayList<>();
    for (ExplorationPlan plan : plans) {
      ExplorationResult result = new Exploration(plan, each -> progress(output, each)).run();
      results.add(result);
      if (result.divergence().isPresent()) {
        output.divergence(
            result.divergence().get(),
            provider,
            oracles,
            OptionalLong.empty(),
            "exploration, state %d (maplet explore --regime %s --world %s --regions %d)"
                .formatted(result.visited(), plan.regime().id(), plan.world().kind(), regions));
      }
    }
    output.clearProgress();
    output.lines(ExplorationTable.lines(results));
    return verdict(output, results);
  }

  private ExplorationPlan plan(Regime regime, WorldKind kind, Set<Oracle> oracles) {
    Optional<Path> checkpoint =
        checkpoints.map(
            each -> each.resolve("maplet-%s-%s-%d.explore".formatted(regime.id(), kind, regions)));
    return new ExplorationPlan(
        regime,
        provider,
        kind.in(regime, regions),
        jobs.count(),
        (int) mostStates,
        oracles,
        checkpoint);
  }

  private void require(boolean condition, String message) {
    if (!condition) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }

  private static void progress(Output output, ExplorationResult sofar) {
    output.progress(() ->
        "exploring %s, %s: %,d of %,d states so far visited, %,d transitions, %.0f MB"
            .formatted(
                sofar.regime().id(),
                sofar.world().kind(),
                sofar.visited(),
                sofar.states(),
                sofar.counts().transitions(),
                sofar.bytes() / 1e6));
  }

  private int verdict(Output output, List<ExplorationResult> results) {
    long transitions = results.stream().mapToLong(each -> each.counts().transitions()).sum();
    double seconds = results.stream().mapToLong(each -> each.elapsed().toNanos()).sum() / 1e9;
    long diverge = results.stream().filter(each -> each.divergence().isPresent()).count();
    long unfinished =
        results.stream().filter(each -> !each.isFixpoint() && each.divergence().isEmpty()).count();
    output.lines(
        List.of(
            "%s: %,d transitions in %.1f s, %d of %d worlds to the fixpoint, %s%s"
                .formatted(
                    diverge > 0 ? "DIVERGES" : unfinished > 0 ? "UNFINISHED" : "CONFORMS",
                    transitions,
                    seconds,
                    results.size() - diverge - unfinished,
                    results.size(),
                    diverge == 1 ? "1 divergence" : diverge + " divergences",
                    unfinished > 0 ? "; give more --states, and a heap for them" : "")));
    if (diverge > 0) {
      return ExitCodes.DIVERGENCE;
    }
    return unfinished > 0 ? ExitCodes.ENVIRONMENT : ExitCodes.CONFORMS;
  }
}

package maplet.harness.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import maplet.harness.explain.WalkExplainer;
import maplet.harness.explain.WordExplainer;
import maplet.model.arch.Regime;
import maplet.model.arch.Regimes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `maplet explain`: one entry in words.
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description =
        "Explains a table entry: its fields, their meaning, and where the manual says so.")
final class ExplainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--arch",
      paramLabel = "ARCH",
      description = "ept, aarch64 or riscv: that architecture's typical regime.")
  private String architecture = "";

  @Option(names = "--regime", paramLabel = "ID", description = "A regime, as in ept-4.")
  private String regimeId = "";

  @Option(
      names = "--level",
      paramLabel = "L",
      converter = LevelConverter.class,
      description = "The entry's level, as the architecture's manual counts (default: its pages').")
  private OptionalInt level = OptionalInt.empty();

  @Option(
      names = "--size",
      paramLabel = "S",
      converter = SizeConverter.class,
      description = "The leaf's page size, as in 4K, 2M or 1G; instead of --level.")
  private OptionalLong size = OptionalLong.empty();

  @Parameters(
      paramLabel = "WORD",
      converter = SeedConverter.class,
      description = "The entry, as in 0x40000037.")
  private long word;

  @Override
  public Integer call() {
    Regime regime = regime();
    int height = height(regime);
    PrintWriter out = spec.commandLine().getOut();
    out.printf("regime: %s (%s)%n", regime.id(), regime.title());
    out.printf("entry: 0x%016x at level %d%n", word, regime.level(height));
    WordExplainer.explain(regime, height, word).forEach(out::println);
    out.flush();
    return ExitCodes.CONFORMS;
  }

  private Regime regime() {
    if (architecture.isEmpty() == regimeId.isEmpty()) {
      throw bad("give either --arch or --regime");
    }
    return regimeId.isEmpty() ? Regimes.typical(architecture) : Regimes.find(regimeId);
  }

  private int height(Regime regime) {
    if (level.isPresent() && size.isPresent()) {
      throw bad("give --level or --size, not both");
    }
    if (level.isPresent()) {
      return heights(regime)
          .filter(height -> regime.level(height) == level.getAsInt())
          .findFirst()
          .orElseThrow(
              () -> bad("--level", heights(regime).map(regime::level).sorted().boxed().toList()));
    }
    long wanted = size.orElse(regime.capabilities().granule());
    return heights(regime)
        .filter(height -> 1L << regime.indexShift(height) == wanted)
        .findFirst()
        .orElseThrow(() ->
            bad(
                "--size",
                heights(regime)
                    .mapToObj(h -> WalkExplainer.size(1L << regime.indexShift(h)))
                    .toList()));
  }

  private static IntStream heights(Regime regime) {
    return IntStream.range(0, regime.levels());
  }

  private ParameterException bad(String option, List<?> legal) {
    return bad("%s must be one of %s".formatted(option, legal));
  }

  private ParameterException bad(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}

package maplet.harness.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
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
    description = "Explains a table entry: its fields, their meaning, and where the manual says so.")
final class ExplainCommand implements Callable<Integer> {
  private static final List<String> SIZES = List.of("4K", "2M", "1G", "512G", "256T");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--arch",
      paramLabel = "ARCH",
      description = "ept, aarch64 or riscv: that architecture's most capable regime.")
  private String architecture = "";

  @Option(names = "--regime", paramLabel = "ID", description = "A regime, as in ept-4.")
  private String regimeId = "";

  @Option(
      names = "--level",
      paramLabel = "L",
      description = "The entry's level, as the architecture's manual counts (default: its pages').")
  private Integer level = Integer.MIN_VALUE;

  @Option(
      names = "--size",
      paramLabel = "S",
      description = "What the entry translates: 4K, 2M, 1G or 512G; instead of --level.")
  private String size = "";

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
    out.printf(
        "entry: 0x%x at level %d, which translates %s%n",
        word, regime.level(height), SIZES.get(height));
    List<String> lines = WordExplainer.explain(regime, height, word);
    lines.forEach(out::println);
    out.flush();
    return ExitCodes.CONFORMS;
  }

  private Regime regime() {
    if (architecture.isEmpty() == regimeId.isEmpty()) {
      throw bad("give either --arch or --regime");
    }
    return regimeId.isEmpty() ? Regimes.of(architecture).getLast() : Regimes.find(regimeId);
  }

  private int height(Regime regime) {
    if (!size.isEmpty() && level != Integer.MIN_VALUE) {
      throw bad("give --level or --size, not both");
    }
    for (int height = 0; height < regime.levels(); height++) {
      boolean isDefault = size.isEmpty() && level == Integer.MIN_VALUE && height == 0;
      if (isDefault || regime.level(height) == level || SIZES.get(height).equals(size)) {
        return height;
      }
    }
    if (!size.isEmpty()) {
      throw bad(
          "--size %s: expected one of %s"
              .formatted(size, String.join(", ", SIZES.subList(0, regime.levels()))));
    }
    throw bad(
        "--level %d: %s has levels %d to %d"
            .formatted(
                level,
                regime.id(),
                Math.min(regime.level(0), regime.level(regime.levels() - 1)),
                Math.max(regime.level(0), regime.level(regime.levels() - 1))));
  }

  private ParameterException bad(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}

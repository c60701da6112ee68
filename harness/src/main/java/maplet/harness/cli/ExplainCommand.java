package maplet.harness.cli;

import java.io.PrintWriter;
import java.util.OptionalInt;
import java.util.OptionalLong;
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
    WordExplainer explainer = new WordExplainer(regime);
    PrintWriter out = spec.commandLine().getOut();
    out.printf("regime: %s (%s)%n", regime.id(), regime.title());
    explainer.explain(word, height(explainer)).forEach(out::println);
    out.flush();
    return ExitCodes.CONFORMS;
  }

  private Regime regime() {
    if (architecture.isEmpty() == regimeId.isEmpty()) {
      throw bad("give either --arch or --regime");
    }
    return regimeId.isEmpty() ? Regimes.of(architecture).getLast() : Regimes.find(regimeId);
  }

  private int height(WordExplainer explainer) {
    if (level.isPresent() && size.isPresent()) {
      throw bad("give --level or --size, not both");
    }
    if (level.isPresent()) {
      return explainer.heightOfLevel(level.getAsInt());
    }
    return size.isPresent() ? explainer.heightOfPageSize(size.getAsLong()) : 0;
  }

  private ParameterException bad(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}

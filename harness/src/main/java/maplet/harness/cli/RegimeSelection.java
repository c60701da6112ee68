package maplet.harness.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import maplet.model.arch.Regime;
import maplet.model.arch.Regimes;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `--arch` and `--regime`: which regimes a command is about.
final class RegimeSelection {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--arch",
      paramLabel = "ARCH",
      description = "ept, aarch64, riscv or all (default: all).")
  private Optional<String> architecture = Optional.empty();

  @Option(
      names = "--regime",
      paramLabel = "NAME",
      description = "Only this regime, as in riscv-sv39x4; may be repeated.")
  private List<String> regimeIds = new ArrayList<>();

  /// How many of the two options were given.
  int given() {
    return (architecture.isPresent() ? 1 : 0) + (regimeIds.isEmpty() ? 0 : 1);
  }

  /// Whether single regimes were named.
  boolean namesRegimes() {
    return !regimeIds.isEmpty();
  }

  /// The regimes, by architecture; those that were named are one group.
  ///
  /// @throws ParameterException when both options were given, or there is no such architecture
  List<List<Regime>> groups() {
    if (given() > 1) {
      throw bad("--arch and --regime: give only one of them");
    }
    if (namesRegimes()) {
      return List.of(regimeIds.stream().map(Regimes::find).toList());
    }
    String name = architecture.orElse("all");
    if (name.equals("all")) {
      return Regimes.architectures().stream().map(Regimes::of).toList();
    }
    if (!Regimes.architectures().contains(name)) {
      String known = String.join(", ", Regimes.architectures());
      throw bad("--arch %s: expected one of %s or all".formatted(name, known));
    }
    return List.of(Regimes.of(name));
  }

  /// The regimes that were named, or else the typical one of each architecture that is asked for.
  List<Regime> typical() {
    List<List<Regime>> groups = groups();
    return namesRegimes()
        ? groups.getFirst()
        : groups.stream().map(group -> Regimes.typical(group.getFirst().architecture())).toList();
  }

  /// All regimes of [#groups], as one list.
  List<Regime> regimes() {
    return groups().stream().flatMap(List::stream).toList();
  }

  private ParameterException bad(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}

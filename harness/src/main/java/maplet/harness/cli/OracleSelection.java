package maplet.harness.cli;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import maplet.harness.check.Oracle;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `--without`: which oracles judge.
final class OracleSelection {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--without",
      paramLabel = "ORACLE",
      converter = OracleConverter.class,
      description = "Switches an oracle off: ${COMPLETION-CANDIDATES}; may be repeated.")
  private List<Oracle> without = new ArrayList<>();

  /// What isn't judged, beside the verdict: a line, or none.
  List<String> notes() {
    return without.isEmpty()
        ? List.of()
        : List.of(
            "NOTE: not judged: %s (--without)"
                .formatted(without.stream().map(Oracle::toString).collect(joining(" and "))));
  }

  /// The oracles that are left.
  ///
  /// @throws ParameterException when there are none
  Set<Oracle> oracles() {
    Set<Oracle> oracles = EnumSet.allOf(Oracle.class);
    without.forEach(oracles::remove);
    if (oracles.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "--without: one oracle must be left");
    }
    return oracles;
  }
}

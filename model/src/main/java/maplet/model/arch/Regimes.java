package maplet.model.arch;

import java.util.List;
import java.util.stream.Stream;
import maplet.model.arch.aarch64.Stage2;
import maplet.model.arch.ept.Ept;
import maplet.model.arch.riscv.GStage;

/// The regimes that are described.
public final class Regimes {
  private static final List<Regime> ALL =
      Stream.<List<? extends Regime>>of(Ept.all(), Stage2.all(), GStage.all())
          .<Regime>flatMap(List::stream)
          .toList();

  private Regimes() {}

  /// Every regime, architecture by architecture.
  public static List<Regime> all() {
    return ALL;
  }

  /// The architectures' names, as in `ept`.
  public static List<String> architectures() {
    return ALL.stream().map(Regime::architecture).distinct().toList();
  }

  /// All regimes of an architecture.
  ///
  /// @throws IllegalArgumentException for an unknown name; the message lists the known ones
  public static List<Regime> of(String architecture) {
    List<Regime> found =
        ALL.stream().filter(regime -> regime.architecture().equals(architecture)).toList();
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          "architecture (%s) must be one of %s".formatted(architecture, architectures()));
    }
    return found;
  }

  /// The regime with this id.
  ///
  /// @throws IllegalArgumentException for an unknown id; the message lists the known ones
  public static Regime find(String id) {
    return ALL.stream()
        .filter(regime -> regime.id().equals(id))
        .findAny()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "regime (%s) must be one of %s"
                    .formatted(id, ALL.stream().map(Regime::id).toList())));
  }
}

package maplet.model.arch.aarch64;

import java.util.List;
import java.util.stream.Stream;
import maplet.model.RegimeId;
import maplet.model.arch.Regime;

/// The regimes of AArch64: stage 2, and the hypervisor's own EL2 stage 1, whose names have the word
/// `el2`.
public final class AArch64 {
  /// The names of the regimes that are checked by default.
  public static final List<String> STANDARD =
      Stream.of(Stage2.STANDARD, El2Stage1.STANDARD).flatMap(List::stream).toList();

  private AArch64() {}

  /// The regime with this name.
  ///
  /// @throws IllegalArgumentException when words are missing or don't go together
  public static Regime of(RegimeId id) {
    return id.take("el2") ? El2Stage1.of(id) : Stage2.of(id);
  }
}

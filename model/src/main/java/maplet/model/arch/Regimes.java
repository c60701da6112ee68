package maplet.model.arch;

import java.util.List;
import java.util.function.Function;
import maplet.model.RegimeId;
import maplet.model.arch.aarch64.AArch64;
import maplet.model.arch.aarch64.Stage2;
import maplet.model.arch.ept.Ept;
import maplet.model.arch.riscv.GStage;

/// The regimes that are described: a list of standard ones, and any other that a legal name names.
public final class Regimes {
  /// One line an architecture.
  private static final List<Architecture> ARCHITECTURES =
      List.of(
          new Architecture("ept", Ept.STANDARD, Ept.TYPICAL, Ept.WORDS, Ept::of),
          new Architecture("aarch64", AArch64.STANDARD, Stage2.TYPICAL, Stage2.WORDS, AArch64::of),
          new Architecture("riscv", GStage.STANDARD, GStage.TYPICAL, GStage.WORDS, GStage::of));

  private static final List<Regime> ALL =
      ARCHITECTURES.stream()
          .flatMap(architecture -> architecture.standard().stream())
          .map(Regimes::build)
          .toList();

  /// What an architecture's folder offers.
  ///
  /// @param name the first word of its regimes' names
  /// @param standard the names of those that a run checks by default
  /// @param typical the name of the one that stands for all where no other is asked for
  /// @param words of its names that have a value, by which a profile may give them
  /// @param factory makes a regime of a name
  private record Architecture(
      String name,
      List<String> standard,
      String typical,
      List<NameWord> words,
      Function<RegimeId, ? extends Regime> factory) {}

  private Regimes() {}

  /// Every standard regime, architecture by architecture.
  public static List<Regime> all() {
    return ALL;
  }

  /// The architectures' names, as in `ept`.
  public static List<String> architectures() {
    return ARCHITECTURES.stream().map(Architecture::name).toList();
  }

  /// All standard regimes of an architecture.
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

  /// The regime that stands for an architecture where nobody asks for another.
  ///
  /// @throws IllegalArgumentException for an unknown name; the message lists the known ones
  public static Regime typical(String architecture) {
    of(architecture);
    return ARCHITECTURES.stream()
        .filter(known -> known.name().equals(architecture))
        .map(known -> find(known.typical()))
        .findAny()
        .orElseThrow();
  }

  /// The regime with this name, a standard one or not.
  ///
  /// @throws IllegalArgumentException for a name that no architecture can make a regime of; the
  ///   message says why
  public static Regime find(String id) {
    return ALL.stream()
        .filter(regime -> regime.id().equals(id))
        .findAny()
        .orElseGet(() -> build(id));
  }

  /// The words of an architecture's names that have a value.
  ///
  /// @throws IllegalArgumentException for an unknown architecture; the message lists the known ones
  public static List<NameWord> words(String architecture) {
    of(architecture);
    return architecture(RegimeId.parse(architecture)).words();
  }

  /// The regime whose name has these words, in any order.
  ///
  /// @param text a name, but for the order of its words
  /// @throws IllegalArgumentException as for [#find]
  public static Regime ofWords(String text) {
    RegimeId id = RegimeId.parse(text);
    Regime regime = architecture(id).factory().apply(id);
    id.finish();
    return regime;
  }

  private static Regime build(String text) {
    Regime regime = ofWords(text);
    if (!regime.id().equals(text)) {
      throw RegimeId.parse(text).bad("must be written " + regime.id());
    }
    return regime;
  }

  private static Architecture architecture(RegimeId id) {
    return ARCHITECTURES.stream()
        .filter(known -> known.name().equals(id.architecture()))
        .findAny()
        .orElseThrow(() -> id.bad("must begin with one of " + architectures()));
  }
}

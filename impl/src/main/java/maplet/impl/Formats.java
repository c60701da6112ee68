package maplet.impl;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import maplet.impl.arch.aarch64.AArch64Formats;
import maplet.impl.arch.ept.EptFormats;
import maplet.impl.arch.ept.EptSyndrome;
import maplet.impl.arch.riscv.GStageFormats;
import maplet.impl.arch.riscv.GStageSyndrome;
import maplet.impl.table.FaultReporter;
import maplet.impl.table.TableFormat;
import maplet.model.RegimeId;

/// The regimes that address spaces can have.
public final class Formats {
  /// By the first word of a regime's name; one line an architecture.
  private static final Map<String, Architecture> ARCHITECTURES =
      new TreeMap<>(
          Map.of(
              "ept", new Architecture(EptFormats::of, _ -> new EptSyndrome()),
              "aarch64", new Architecture(AArch64Formats::of, AArch64Formats::faultReporter),
              "riscv", new Architecture(GStageFormats::of, _ -> new GStageSyndrome())));

  /// What an architecture's folder offers.
  private record Architecture(
      Function<RegimeId, TableFormat> factory, Function<RegimeId, FaultReporter> faultReporter) {}

  private Formats() {}

  /// The regime with this name, as in `ept-4`.
  ///
  /// @throws IllegalArgumentException for a name that no architecture can make a regime of; the
  ///   message says why
  public static TableFormat find(String id) {
    RegimeId words = RegimeId.parse(id);
    TableFormat format = architecture(words).factory().apply(words);
    words.finish();
    return format;
  }

  /// How a regime's architecture reports faults.
  static FaultReporter faultReporter(TableFormat format) {
    RegimeId words = RegimeId.parse(format.id());
    return architecture(words).faultReporter().apply(words);
  }

  private static Architecture architecture(RegimeId words) {
    Architecture architecture = ARCHITECTURES.get(words.architecture());
    if (architecture == null) {
      throw words.bad("must begin with one of " + ARCHITECTURES.keySet());
    }
    return architecture;
  }
}

package maplet.impl;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import maplet.impl.arch.aarch64.Stage2Formats;
import maplet.impl.arch.ept.EptFormats;
import maplet.impl.arch.riscv.GStageFormats;
import maplet.impl.table.TableFormat;
import maplet.model.RegimeId;

/// The regimes that address spaces can have.
public final class Formats {
  /// By the first word of a regime's name; one line an architecture.
  private static final Map<String, Function<RegimeId, TableFormat>> FACTORIES =
      new TreeMap<>(
          Map.of(
              "ept", EptFormats::of,
              "aarch64", Stage2Formats::of,
              "riscv", GStageFormats::of));

  private Formats() {}

  /// The regime with this name, as in `ept-4`.
  ///
  /// @throws IllegalArgumentException for a name that no architecture can make a regime of; the
  ///   message says why
  public static TableFormat find(String id) {
    RegimeId words = RegimeId.parse(id);
    Function<RegimeId, TableFormat> factory = FACTORIES.get(words.architecture());
    if (factory == null) {
      throw words.bad("must begin with one of " + FACTORIES.keySet());
    }
    TableFormat format = factory.apply(words);
    words.finish();
    return format;
  }
}

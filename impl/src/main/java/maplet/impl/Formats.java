package maplet.impl;

import java.util.List;
import java.util.stream.Stream;
import maplet.impl.arch.aarch64.Stage2Formats;
import maplet.impl.arch.ept.EptFormats;
import maplet.impl.arch.riscv.GStageFormats;
import maplet.impl.table.TableFormat;

/// The regimes that address spaces can have.
public final class Formats {
  private static final List<TableFormat> ALL =
      Stream.of(EptFormats.all(), Stage2Formats.all(), GStageFormats.all())
          .flatMap(List::stream)
          .toList();

  private Formats() {}

  /// Every regime, architecture by architecture.
  public static List<TableFormat> all() {
    return ALL;
  }

  /// The regime with this id, as in `ept-4`.
  ///
  /// @throws IllegalArgumentException for any other text; the message lists the ids
  public static TableFormat find(String id) {
    return ALL.stream()
        .filter(format -> format.id().equals(id))
        .findAny()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "regime (%s) must be one of %s"
                    .formatted(id, ALL.stream().map(TableFormat::id).toList())));
  }
}

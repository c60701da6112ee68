package maplet.harness.check;

import maplet.harness.explain.FieldDifference;
import maplet.model.arch.Entry;
import maplet.model.arch.Regime;

/// Words of entries as findings write them.
final class EntryWords {
  private final Regime regime;

  EntryWords(Regime regime) {
    this.regime = regime;
  }

  /// A word that isn't the expected one, with the fields that differ: as in `0x40000741 at height
  /// 0; SH: 3 expected, 2 found`.
  String difference(long expected, long found, int height) {
    return "%s at height %d; %s"
        .formatted(Text.hex(found), height, FieldDifference.text(regime, height, expected, found));
  }

  /// What a word means, as in `a table at 0x1000`.
  String meaning(long word, int height) {
    return meaning(word, height, 0);
  }

  /// The same for an address inside the entry's range.
  ///
  /// @param offset of that address from the first
  String meaning(long word, int height, long offset) {
    return switch (regime.decode(word, height)) {
      case Entry.Absent _ -> "not mapped";
      case Entry.Leaf(long address, var attributes) ->
          "%s %s in a leaf of height %d".formatted(Text.hex(address + offset), attributes, height);
      case Entry.Table(long address) -> "a table at " + Text.hex(address);
      case Entry.Reserved reserved -> reserved.fault() + ": " + reserved.reason();
    };
  }
}

package maplet.harness.walk;

import maplet.model.arch.Entry;
import maplet.model.arch.EntryFormat;
import maplet.model.arch.Regime;
import maplet.model.arch.WalkResult;

/// One level of a walk.
///
/// @param level the manual's number
/// @param msb highest bit of the input address that indexes this table
/// @param lsb lowest one
/// @param index of the entry
/// @param step the entry
/// @param entry what it means to the walk
/// @param format by which it is read
public record WalkLevel(
    int level,
    int msb,
    int lsb,
    long index,
    WalkResult.Step step,
    Entry entry,
    EntryFormat format) {

  static WalkLevel of(Regime regime, long gpa, WalkResult.Step step) {
    int height = step.height();
    boolean top = height == regime.levels() - 1;
    int msb = (top ? regime.capabilities().inputBits() : regime.indexShift(height + 1)) - 1;
    int lsb = regime.indexShift(height);
    return new WalkLevel(
        regime.level(height),
        msb,
        lsb,
        gpa >>> lsb & (1L << msb + 1 - lsb) - 1,
        step,
        regime.decode(step.word(), height),
        regime.format(step.word(), height));
  }

  /// Physical address of the table.
  long table() {
    return step.address() - index * Long.BYTES;
  }

  /// What kind of entry it is, in one word.
  String kind() {
    return switch (entry) {
      case Entry.Absent _ -> "invalid";
      case Entry.Table _ -> "table";
      case Entry.Leaf _ -> "leaf";
      case Entry.Reserved _ -> "reserved";
    };
  }
}

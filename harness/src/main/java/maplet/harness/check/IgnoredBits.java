package maplet.harness.check;

import maplet.model.arch.Field;
import maplet.model.arch.Regime;

/// Which of an entry's bits hardware ignores, so that software may use them.
final class IgnoredBits {
  private final Regime regime;
  private final EntryClasses classes;

  IgnoredBits(Regime regime, EntryClasses classes) {
    this.regime = regime;
    this.classes = classes;
  }

  /// Whether two words mean the same to hardware: both are absent, or they differ in ignored bits
  /// alone.
  boolean coverDifference(long word, long wanted, int height) {
    int wordClass = classes.classify(word, height);
    if (wordClass != classes.classify(wanted, height)) {
      return false;
    }
    long ignored = regime.format(word, height).mask(Field.Kind.IGNORED);
    return wordClass == EntryClasses.ABSENT || ((word ^ wanted) & ~ignored) == 0;
  }
}

package maplet.model;

import java.util.Locale;

/// At which layer a sequence of operations works: never at both.
public enum Layer {
  /// An address space: areas, and the mappings behind them.
  SPACE,
  /// A page table alone: mappings without areas, over the regime's whole input range.
  TABLE;

  /// The name in lower case, as in `table`.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

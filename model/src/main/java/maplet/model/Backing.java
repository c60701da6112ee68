package maplet.model;

import java.util.Locale;

/// Where the host memory behind an area comes from.
public enum Backing {
  /// The caller's: guest address plus a fixed difference is the host address.
  LINEAR,
  /// Frames from the allocator, all of them present from the start.
  POPULATED,
  /// Frames from the allocator, each present from the first fault on its page.
  ON_DEMAND;

  private static final Backing[] ALL = values();

  /// The backing with the given ordinal, without copying the array of values.
  public static Backing of(int ordinal) {
    return ALL[ordinal];
  }

  /// The name in lower case with dashes, as in `on-demand`.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

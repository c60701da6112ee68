package maplet.harness.sequence;

/// How page sizes are written.
public final class PageSizes {
  private PageSizes() {}

  /// A page size as profiles write it, as in `2MiB`.
  ///
  /// @param bytes a power of two, at least 1024
  public static String text(long bytes) {
    if (bytes >= 1L << 40) {
      return (bytes >> 40) + "TiB";
    }
    return bytes >= 1 << 30
        ? (bytes >> 30) + "GiB"
        : bytes >= 1 << 20 ? (bytes >> 20) + "MiB" : (bytes >> 10) + "KiB";
  }
}

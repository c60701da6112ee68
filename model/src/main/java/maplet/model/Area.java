package maplet.model;

/// What a caller asked for: a range of guest addresses with attributes and a backing.
///
/// @param gpa first guest physical address, in bytes
/// @param size bytes
/// @param attributes of every page in the area
/// @param backing where the host memory comes from
/// @param delta host address minus guest address of a linear area; 0 for the others
public record Area(long gpa, long size, Attributes attributes, Backing backing, long delta) {
  /// One more than the last guest address.
  public long end() {
    return gpa + size;
  }

  /// As in `[0x1000, 0x3000) rw- write-back on-demand`.
  @Override
  public String toString() {
    String host = backing == Backing.LINEAR ? " from 0x%x".formatted(gpa + delta) : "";
    return "[0x%x, 0x%x) %s %s%s".formatted(gpa, end(), attributes, backing, host);
  }
}

package maplet.harness.check;

/// Something claimed that a run hasn't exercised.
///
/// @param subject what kind of thing, as in `page size`
/// @param name of the thing, as in `2MiB`
/// @param operation that wasn't done with it, as in `unmap`; empty: none was
public record Gap(String subject, String name, String operation) {
  /// Names the gap of a freedom.
  public static final String FREEDOM = "freedom";

  /// As in `page size 2MiB with unmap`.
  @Override
  public String toString() {
    return subject + " " + name + (operation.isEmpty() ? "" : " with " + operation);
  }
}

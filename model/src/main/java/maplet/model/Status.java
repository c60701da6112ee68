package maplet.model;

import java.util.Locale;

/// How an operation ended, without its details. [Outcome] adds them; this bare form is what the
/// checking loop compares.
public enum Status {
  /// The operation did what was asked.
  DONE,
  /// A fault on an on-demand page was resolved with a fresh frame.
  RESOLVED,
  /// A fault on a page that is present and permits the access; nothing changes.
  SPURIOUS,
  /// A translation, or a query, that reached a host physical address.
  TRANSLATED,
  /// A leaf was removed whole.
  REMOVED,
  /// A translation that ends in the architecture's fault.
  FAULT,
  /// A translation that reached a run of host memory.
  RUN_FOUND,
  /// All of a buffer's runs of host memory.
  RUNS_FOUND,
  /// The area that holds an address.
  AREA_FOUND,
  /// A range that overlaps no area.
  FREE_FOUND,
  /// A guest fault that isn't the address space's to resolve; the [Rule] says why.
  FAULT_REFUSED,
  /// An operand breaks a rule of alignment, range, width or representability.
  INVALID_INPUT,
  /// The range overlaps an area that exists, or a leaf.
  ALREADY_EXISTS,
  /// The range lies inside a leaf that is larger, or crosses its ends.
  MAPPED_TO_HUGE_PAGE,
  /// The range is not wholly inside areas, or the address is not mapped, or there is none of what a
  /// query asks for.
  NOT_MAPPED,
  /// The host gave no frame; nothing has changed.
  NO_MEMORY,
  /// An invariant of the address space is broken.
  BAD_STATE;

  private static final Status[] ALL = values();

  /// The status with the given ordinal, without copying the array of values.
  public static Status of(int ordinal) {
    return ALL[ordinal];
  }

  /// Whether the operation was refused, and so must have changed nothing.
  public boolean isRefusal() {
    return compareTo(FAULT_REFUSED) >= 0;
  }

  /// The name in lower case with dashes, as in `already-exists`.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

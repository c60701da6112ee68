package maplet.harness.sequence;

import java.util.Locale;

/// The operations that a sequence is made of, each as in [maplet.model.Operation].
public enum OperationKind {
  MAP_LINEAR,
  MAP_ALLOCATED,
  UNMAP,
  PROTECT,
  CLEAR,
  HANDLE_FAULT,
  TRANSLATE,
  TOUCH,
  DAMAGED_WALK;

  private static final OperationKind[] ALL = values();

  /// The kind with the given ordinal, without copying the array of values.
  public static OperationKind of(int ordinal) {
    return ALL[ordinal];
  }

  /// Whether the operation takes a size.
  public boolean hasSize() {
    return compareTo(PROTECT) <= 0;
  }

  /// Whether the operation takes attributes.
  public boolean hasAttributes() {
    return this == MAP_LINEAR || this == MAP_ALLOCATED || this == PROTECT;
  }

  /// Whether the operation takes a guest physical address.
  public boolean hasAddress() {
    return this != CLEAR;
  }

  /// Whether the operation takes an access.
  public boolean hasAccess() {
    return compareTo(HANDLE_FAULT) >= 0;
  }

  /// Whether the operation only asks, and must leave everything as it is.
  public boolean isQuestion() {
    return this == TRANSLATE || this == DAMAGED_WALK;
  }

  /// The name in lower case with dashes, as in `map-linear`.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

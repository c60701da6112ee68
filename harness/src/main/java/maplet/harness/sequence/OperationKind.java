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
  DAMAGED_WALK,
  TRANSLATE_RUN,
  BYTE_BUFFER,
  READ_MEMORY,
  WRITE_MEMORY,
  FIND_AREA,
  FIND_FREE_AREA;

  private static final OperationKind[] ALL = values();

  /// The kind with the given ordinal, without copying the array of values.
  public static OperationKind of(int ordinal) {
    return ALL[ordinal];
  }

  /// Whether the operation takes a size.
  public boolean hasSize() {
    return switch (this) {
      case MAP_LINEAR, MAP_ALLOCATED, UNMAP, PROTECT -> true;
      case BYTE_BUFFER, READ_MEMORY, WRITE_MEMORY, FIND_FREE_AREA -> true;
      case CLEAR, HANDLE_FAULT, TRANSLATE, TOUCH, DAMAGED_WALK, TRANSLATE_RUN, FIND_AREA -> false;
    };
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
    return switch (this) {
      case HANDLE_FAULT, TRANSLATE, TOUCH, DAMAGED_WALK, TRANSLATE_RUN, BYTE_BUFFER -> true;
      case MAP_LINEAR, MAP_ALLOCATED, UNMAP, PROTECT, CLEAR -> false;
      case READ_MEMORY, WRITE_MEMORY, FIND_AREA, FIND_FREE_AREA -> false;
    };
  }

  /// Whether the operation must leave every area, table and frame as it is: it only asks, or
  /// accesses the guest's memory.
  public boolean isQuestion() {
    return switch (this) {
      case TRANSLATE, DAMAGED_WALK, TRANSLATE_RUN, BYTE_BUFFER -> true;
      case READ_MEMORY, WRITE_MEMORY, FIND_AREA, FIND_FREE_AREA -> true;
      case MAP_LINEAR, MAP_ALLOCATED, UNMAP, PROTECT, CLEAR, HANDLE_FAULT, TOUCH -> false;
    };
  }

  /// The name in lower case with dashes, as in `map-linear`.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

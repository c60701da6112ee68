package maplet.harness.sequence;

import java.util.Locale;
import maplet.model.Layer;

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
  FIND_FREE_AREA,
  MAP_PAGE,
  UNMAP_PAGE,
  REMAP,
  QUERY_PAGE,
  MAP_REGION,
  UNMAP_REGION,
  PROTECT_REGION,
  WALK_TABLE;

  private static final OperationKind[] ALL = values();

  /// The kind with the given ordinal, without copying the array of values.
  public static OperationKind of(int ordinal) {
    return ALL[ordinal];
  }

  /// Whether the operation can be asked of a layer, as in [maplet.model.Operations#isOf].
  public boolean isOf(Layer layer) {
    return switch (this) {
      case CLEAR, TRANSLATE, TOUCH, DAMAGED_WALK -> true;
      case MAP_LINEAR, MAP_ALLOCATED, UNMAP, PROTECT, HANDLE_FAULT -> layer == Layer.SPACE;
      case TRANSLATE_RUN, BYTE_BUFFER, READ_MEMORY -> layer == Layer.SPACE;
      case WRITE_MEMORY, FIND_AREA, FIND_FREE_AREA -> layer == Layer.SPACE;
      case MAP_PAGE,
          UNMAP_PAGE,
          REMAP,
          QUERY_PAGE,
          MAP_REGION,
          UNMAP_REGION,
          PROTECT_REGION,
          WALK_TABLE ->
          layer == Layer.TABLE;
    };
  }

  /// Whether the operation takes a size, or a page size.
  public boolean hasSize() {
    return switch (this) {
      case MAP_LINEAR, MAP_ALLOCATED, UNMAP, PROTECT -> true;
      case BYTE_BUFFER, READ_MEMORY, WRITE_MEMORY, FIND_FREE_AREA -> true;
      case MAP_PAGE, MAP_REGION, UNMAP_REGION, PROTECT_REGION -> true;
      case CLEAR, HANDLE_FAULT, TRANSLATE, TOUCH, DAMAGED_WALK, TRANSLATE_RUN, FIND_AREA -> false;
      case UNMAP_PAGE, REMAP, QUERY_PAGE, WALK_TABLE -> false;
    };
  }

  /// Whether the operation takes a host physical address.
  public boolean hasHost() {
    return this == MAP_LINEAR || this == MAP_PAGE || this == REMAP || this == MAP_REGION;
  }

  /// Whether the operation takes attributes.
  public boolean hasAttributes() {
    return switch (this) {
      case MAP_LINEAR, MAP_ALLOCATED, PROTECT -> true;
      case MAP_PAGE, REMAP, MAP_REGION, PROTECT_REGION -> true;
      case UNMAP, CLEAR, HANDLE_FAULT, TRANSLATE, TOUCH, DAMAGED_WALK -> false;
      case TRANSLATE_RUN, BYTE_BUFFER, READ_MEMORY, WRITE_MEMORY -> false;
      case FIND_AREA, FIND_FREE_AREA -> false;
      case UNMAP_PAGE, QUERY_PAGE, UNMAP_REGION, WALK_TABLE -> false;
    };
  }

  /// Whether the operation takes a guest physical address.
  public boolean hasAddress() {
    return this != CLEAR && this != WALK_TABLE;
  }

  /// Whether the operation takes an access.
  public boolean hasAccess() {
    return switch (this) {
      case HANDLE_FAULT, TRANSLATE, TOUCH, DAMAGED_WALK, TRANSLATE_RUN, BYTE_BUFFER -> true;
      case MAP_LINEAR, MAP_ALLOCATED, UNMAP, PROTECT, CLEAR -> false;
      case READ_MEMORY, WRITE_MEMORY, FIND_AREA, FIND_FREE_AREA -> false;
      case MAP_PAGE, UNMAP_PAGE, REMAP, QUERY_PAGE -> false;
      case MAP_REGION, UNMAP_REGION, PROTECT_REGION, WALK_TABLE -> false;
    };
  }

  /// Whether the operation must leave every area, table and frame as it is: it only asks, or
  /// accesses the guest's memory.
  public boolean isQuestion() {
    return switch (this) {
      case TRANSLATE, DAMAGED_WALK, TRANSLATE_RUN, BYTE_BUFFER -> true;
      case READ_MEMORY, WRITE_MEMORY, FIND_AREA, FIND_FREE_AREA, QUERY_PAGE, WALK_TABLE -> true;
      case MAP_LINEAR, MAP_ALLOCATED, UNMAP, PROTECT, CLEAR, HANDLE_FAULT, TOUCH -> false;
      case MAP_PAGE, UNMAP_PAGE, REMAP, MAP_REGION, UNMAP_REGION, PROTECT_REGION -> false;
    };
  }

  /// The name in lower case with dashes, as in `map-linear`.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

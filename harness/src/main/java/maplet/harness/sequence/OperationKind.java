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
  MAP_PAGE,
  UNMAP_PAGE,
  REMAP,
  QUERY,
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
      case MAP_PAGE,
          UNMAP_PAGE,
          REMAP,
          QUERY,
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
      case MAP_PAGE, MAP_REGION, UNMAP_REGION, PROTECT_REGION -> true;
      case CLEAR, HANDLE_FAULT, TRANSLATE, TOUCH, DAMAGED_WALK -> false;
      case UNMAP_PAGE, REMAP, QUERY, WALK_TABLE -> false;
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
      case UNMAP_PAGE, QUERY, UNMAP_REGION, WALK_TABLE -> false;
    };
  }

  /// Whether the operation takes a guest physical address.
  public boolean hasAddress() {
    return this != CLEAR && this != WALK_TABLE;
  }

  /// Whether the operation takes an access.
  public boolean hasAccess() {
    return this == HANDLE_FAULT || this == TRANSLATE || this == TOUCH || this == DAMAGED_WALK;
  }

  /// Whether the operation only asks, and must leave everything as it is.
  public boolean isQuestion() {
    return this == TRANSLATE || this == DAMAGED_WALK || this == QUERY || this == WALK_TABLE;
  }

  /// The name in lower case with dashes, as in `map-linear`.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

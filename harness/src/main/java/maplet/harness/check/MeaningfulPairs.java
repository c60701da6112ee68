package maplet.harness.check;

import java.util.EnumSet;
import java.util.Set;
import maplet.harness.sequence.OperationKind;
import maplet.harness.subject.Detail;

/// Which operations can have to do with what a run is about: the pairs that a complete run has
/// exercised. Others can't be, whatever the subject does.
///
/// | with an operation | when |
/// |---|---|
/// | a workload, a layer | it is of that layer |
/// | attributes | they are its operand |
/// | the smallest page size | it makes, changes, removes or reads leaves |
/// | larger page sizes | the same, but for pages of frames from the allocator, which are small |
/// | host address, page size, attributes of an answer | it answers with a leaf |
/// | kind of a fault | it answers with a fault |
/// | height and syndrome of a fault | the same, and the manual's walk is there to compare |
/// | the broken rule of an answer | it can be refused |
///
/// A freedom isn't paired: a profile names it for all operations, and a subject that takes it in
/// one of them has it.
final class MeaningfulPairs {
  /// Operations that put larger leaves into an address space.
  private static final Set<OperationKind> MAKE_LARGE = EnumSet.of(OperationKind.MAP_LINEAR);

  /// Operations that put larger leaves into a page table.
  private static final Set<OperationKind> MAKE_LARGE_IN_TABLES =
      EnumSet.of(OperationKind.MAP_PAGE, OperationKind.MAP_REGION);

  private MeaningfulPairs() {}

  /// Whether an operation makes, changes, removes or reads leaves.
  ///
  /// @param isLarge of leaves that are larger than the smallest
  /// @param claimed all operations that the subject has: somebody must make such leaves
  static boolean hasLeaves(OperationKind kind, boolean isLarge, Set<OperationKind> claimed) {
    boolean space = !isLarge || claimed.stream().anyMatch(MAKE_LARGE::contains);
    boolean table = !isLarge || claimed.stream().anyMatch(MAKE_LARGE_IN_TABLES::contains);
    return switch (kind) {
      case MAP_LINEAR, UNMAP, PROTECT -> space;
      case MAP_ALLOCATED, HANDLE_FAULT -> !isLarge;
      case CLEAR, TRANSLATE, TOUCH -> space || table;
      case MAP_PAGE, UNMAP_PAGE, REMAP, QUERY_PAGE -> table;
      case MAP_REGION, UNMAP_REGION, PROTECT_REGION, WALK_TABLE -> table;
      case DAMAGED_WALK -> false; // what it meets is damaged
      case TRANSLATE_RUN, BYTE_BUFFER, READ_MEMORY, WRITE_MEMORY, FIND_AREA, FIND_FREE_AREA ->
          false;
    };
  }

  /// Whether the answer to an operation can say something.
  static boolean canSay(OperationKind kind, Detail detail) {
    return switch (detail) {
      case HPA, PAGE_SIZE, ATTRIBUTES ->
          switch (kind) {
            case TRANSLATE, DAMAGED_WALK, QUERY_PAGE, UNMAP_PAGE -> true;
            default -> false;
          };
      case FAULT_KIND, FAULT_HEIGHT, SYNDROME ->
          kind == OperationKind.TRANSLATE || kind == OperationKind.DAMAGED_WALK;
      case RULE -> canBeRefused(kind);
    };
  }

  private static boolean canBeRefused(OperationKind kind) {
    return switch (kind) {
      case CLEAR, TRANSLATE, TOUCH, DAMAGED_WALK, TRANSLATE_RUN, WALK_TABLE -> false;
      default -> true;
    };
  }
}

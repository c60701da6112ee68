package maplet.harness.profile;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import maplet.harness.sequence.OperationKind;
import maplet.harness.subject.Detail;
import maplet.harness.subject.Freedom;
import maplet.harness.subject.Terms;
import maplet.model.Layer;
import maplet.model.MemoryType;

/// What a foreign implementation claims to do, and may do otherwise. What isn't claimed isn't
/// checked, and is reported so.
///
/// @param layers at which it works: address spaces, page tables or both
/// @param operations that it has
/// @param pageSizes in bytes, of those that a regime has; empty: all
/// @param memoryTypes of those that a regime can represent; empty: all
/// @param permissions as in `rw-`, of those that a regime can represent; empty: all
/// @param freedoms that it takes
/// @param answers that it gives besides an operation's status
public record Claims(
    Set<Layer> layers,
    Set<OperationKind> operations,
    Set<Long> pageSizes,
    Set<MemoryType> memoryTypes,
    Set<Integer> permissions,
    Set<Freedom> freedoms,
    Set<Detail> answers) {
  /// The operations that the C ABI has.
  static final List<OperationKind> ALL_OPERATIONS =
      List.of(
          OperationKind.MAP_LINEAR,
          OperationKind.MAP_ALLOCATED,
          OperationKind.UNMAP,
          OperationKind.PROTECT,
          OperationKind.CLEAR,
          OperationKind.HANDLE_FAULT,
          OperationKind.TRANSLATE,
          OperationKind.TOUCH,
          OperationKind.DAMAGED_WALK,
          OperationKind.MAP_REGION,
          OperationKind.UNMAP_REGION,
          OperationKind.PROTECT_REGION);

  /// The details that answers of the C ABI can have.
  static final List<Detail> ALL_ANSWERS =
      List.of(
          Detail.HPA, Detail.PAGE_SIZE, Detail.ATTRIBUTES, Detail.FAULT_KIND, Detail.FAULT_HEIGHT);

  /// Everything that the C ABI has, and no freedom.
  public static final Claims EVERYTHING =
      new Claims(
          EnumSet.allOf(Layer.class),
          EnumSet.copyOf(ALL_OPERATIONS),
          Set.of(),
          Set.of(),
          Set.of(),
          EnumSet.noneOf(Freedom.class),
          EnumSet.copyOf(ALL_ANSWERS));

  public Claims {
    layers = sorted(layers);
    operations = sorted(operations);
    pageSizes = sorted(pageSizes);
    memoryTypes = sorted(memoryTypes);
    permissions = sorted(permissions);
    freedoms = sorted(freedoms);
    answers = sorted(answers);
  }

  /// In an order that is the same in every process, for campaigns are known by their claims' text.
  private static <T> Set<T> sorted(Set<T> values) {
    return Collections.unmodifiableSet(new TreeSet<>(values));
  }

  /// The terms on which such a subject is judged.
  public Terms terms() {
    return new Terms(freedoms, answers);
  }

  /// The same without an operation.
  public Claims without(OperationKind kind) {
    Set<OperationKind> rest = EnumSet.copyOf(operations);
    rest.remove(kind);
    return new Claims(layers, rest, pageSizes, memoryTypes, permissions, freedoms, answers);
  }

  /// Whether an operation is claimed at one of the claimed layers.
  public boolean has(OperationKind kind) {
    return operations.contains(kind) && layers.stream().anyMatch(kind::isOf);
  }
}

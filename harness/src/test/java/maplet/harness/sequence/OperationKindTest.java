package maplet.harness.sequence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import maplet.model.Attributes;
import maplet.model.Layer;
import maplet.model.Operations;
import org.junit.jupiter.api.Test;

class OperationKindTest {
  @Test
  void eachKindTakesItsOperands() {
    Set<OperationKind> attributed =
        EnumSet.of(
            OperationKind.MAP_LINEAR,
            OperationKind.MAP_ALLOCATED,
            OperationKind.PROTECT,
            OperationKind.MAP_PAGE,
            OperationKind.MAP_REGION,
            OperationKind.PROTECT_REGION);
    Set<OperationKind> sized = EnumSet.copyOf(attributed);
    sized.add(OperationKind.UNMAP);
    sized.add(OperationKind.UNMAP_REGION);
    attributed.add(OperationKind.REMAP);
    Set<OperationKind> queries =
        EnumSet.of(
            OperationKind.BYTE_BUFFER,
            OperationKind.READ_MEMORY,
            OperationKind.WRITE_MEMORY,
            OperationKind.FIND_FREE_AREA);
    sized.addAll(queries);
    Set<OperationKind> questions =
        EnumSet.of(
            OperationKind.TRANSLATE_RUN,
            OperationKind.FIND_AREA,
            OperationKind.TRANSLATE,
            OperationKind.DAMAGED_WALK,
            OperationKind.QUERY_PAGE,
            OperationKind.WALK_TABLE);
    questions.addAll(queries);
    Set<OperationKind> accesses =
        EnumSet.of(
            OperationKind.TRANSLATE,
            OperationKind.DAMAGED_WALK,
            OperationKind.HANDLE_FAULT,
            OperationKind.TOUCH,
            OperationKind.TRANSLATE_RUN,
            OperationKind.BYTE_BUFFER);
    Set<OperationKind> hosted =
        EnumSet.of(
            OperationKind.MAP_LINEAR,
            OperationKind.MAP_PAGE,
            OperationKind.MAP_REGION,
            OperationKind.REMAP);

    assertEquals(attributed, those(OperationKind::hasAttributes));
    assertEquals(sized, those(OperationKind::hasSize));
    assertEquals(accesses, those(OperationKind::hasAccess));
    assertEquals(questions, those(OperationKind::isQuestion));
    assertEquals(hosted, those(OperationKind::hasHost));
    assertEquals(
        EnumSet.complementOf(EnumSet.of(OperationKind.CLEAR, OperationKind.WALK_TABLE)),
        those(OperationKind::hasAddress));
  }

  @Test
  void aKindIsOfTheLayersThatItsOperationIsOf() {
    OperationSlot slot = new OperationSlot();
    for (OperationKind kind : OperationKind.values()) {
      slot.begin(kind);
      slot.attributes = Attributes.RAM.code();
      for (Layer layer : Layer.values()) {
        assertEquals(Operations.isOf(layer, slot.toOperation()), kind.isOf(layer), kind.toString());
      }
    }
  }

  @Test
  void namesAndOrdinalsAreThoseOfTheTraces() {
    assertEquals(
        List.of(
            "map-linear",
            "map-allocated",
            "unmap",
            "protect",
            "clear",
            "handle-fault",
            "translate",
            "touch",
            "damaged-walk",
            "translate-run",
            "byte-buffer",
            "read-memory",
            "write-memory",
            "find-area",
            "find-free-area",
            "map-page",
            "unmap-page",
            "remap",
            "query-page",
            "map-region",
            "unmap-region",
            "protect-region",
            "walk-table"),
        Arrays.stream(OperationKind.values()).map(OperationKind::toString).toList());
    for (OperationKind kind : OperationKind.values()) {
      assertEquals(kind, OperationKind.of(kind.ordinal()));
    }
  }

  private static Set<OperationKind> those(Predicate<OperationKind> condition) {
    Set<OperationKind> kinds = EnumSet.noneOf(OperationKind.class);
    Arrays.stream(OperationKind.values()).filter(condition).forEach(kinds::add);
    return kinds;
  }
}

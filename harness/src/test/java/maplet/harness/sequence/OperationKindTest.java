package maplet.harness.sequence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class OperationKindTest {
  @Test
  void eachKindTakesItsOperands() {
    Set<OperationKind> maps = EnumSet.of(OperationKind.MAP_LINEAR, OperationKind.MAP_ALLOCATED);
    Set<OperationKind> questions = EnumSet.of(OperationKind.TRANSLATE, OperationKind.DAMAGED_WALK);
    Set<OperationKind> accesses = EnumSet.copyOf(questions);
    accesses.add(OperationKind.HANDLE_FAULT);
    accesses.add(OperationKind.TOUCH);
    Set<OperationKind> attributed = EnumSet.copyOf(maps);
    attributed.add(OperationKind.PROTECT);
    Set<OperationKind> sized = EnumSet.copyOf(attributed);
    sized.add(OperationKind.UNMAP);

    assertEquals(attributed, those(OperationKind::hasAttributes));
    assertEquals(sized, those(OperationKind::hasSize));
    assertEquals(accesses, those(OperationKind::hasAccess));
    assertEquals(questions, those(OperationKind::isQuestion));
    assertEquals(
        EnumSet.complementOf(EnumSet.of(OperationKind.CLEAR)), those(OperationKind::hasAddress));
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
            "damaged-walk"),
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

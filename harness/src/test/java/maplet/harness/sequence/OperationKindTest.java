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
    Set<OperationKind> accesses = EnumSet.of(OperationKind.TRANSLATE, OperationKind.DAMAGED_WALK);
    accesses.add(OperationKind.HANDLE_FAULT);
    accesses.add(OperationKind.TOUCH);
    accesses.add(OperationKind.TRANSLATE_RUN);
    accesses.add(OperationKind.BYTE_BUFFER);
    Set<OperationKind> attributed = EnumSet.copyOf(maps);
    attributed.add(OperationKind.PROTECT);
    Set<OperationKind> sized = EnumSet.copyOf(attributed);
    sized.add(OperationKind.UNMAP);
    Set<OperationKind> changing = EnumSet.copyOf(sized);
    changing.addAll(
        EnumSet.of(OperationKind.CLEAR, OperationKind.HANDLE_FAULT, OperationKind.TOUCH));
    sized.addAll(
        EnumSet.of(
            OperationKind.BYTE_BUFFER,
            OperationKind.READ_MEMORY,
            OperationKind.WRITE_MEMORY,
            OperationKind.FIND_FREE_AREA));

    assertEquals(attributed, those(OperationKind::hasAttributes));
    assertEquals(sized, those(OperationKind::hasSize));
    assertEquals(accesses, those(OperationKind::hasAccess));
    assertEquals(changing, those(kind -> !kind.isQuestion()));
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
            "damaged-walk",
            "translate-run",
            "byte-buffer",
            "read-memory",
            "write-memory",
            "find-area",
            "find-free-area"),
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

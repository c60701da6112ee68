package maplet.harness.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import maplet.harness.sequence.OperationKind;
import org.junit.jupiter.api.Test;

/// The README's reference table: each capability of the address space has operations in the grammar
/// and a public type, and every operation stands for some capability.
class ReferenceTableTest {
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final List<String> PACKAGES =
      List.of("maplet.impl.", "maplet.impl.memory.", "maplet.impl.table.");

  /// Rows that all operations stand for.
  private static final List<String> ALL_OPERATIONS =
      List.of("every sequence", "all, on each regime");

  /// As many rows as the address space's specification has.
  private static final int ROWS = 16;

  private record Row(String capability, String operations, String types) {}

  private static List<Row> rows() throws IOException {
    List<String> lines = Files.readAllLines(SourceTree.root().resolve("README.md"));
    int heading = lines.indexOf("| capability | operations | type |");
    return lines.stream()
        .skip(heading + 2L)
        .takeWhile(line -> line.startsWith("|"))
        .map(line -> line.split("\\|"))
        .map(cells -> new Row(cells[1].strip(), cells[2].strip(), cells[3].strip()))
        .toList();
  }

  @Test
  void everyRowHasOperationsOfTheGrammar() throws IOException {
    Set<String> known =
        Arrays.stream(OperationKind.values())
            .map(OperationKind::toString)
            .collect(Collectors.toSet());
    for (Row row : rows()) {
      boolean all = ALL_OPERATIONS.stream().anyMatch(row.operations()::startsWith);
      List<String> operations = codes(row.operations());
      assertTrue(all || !operations.isEmpty(), row + " has no operation");
      assertTrue(known.containsAll(operations), row + " names an operation that isn't there");
    }
    assertEquals(ROWS, rows().size());
  }

  @Test
  void everyOperationStandsForARow() throws IOException {
    Set<OperationKind> missing = EnumSet.allOf(OperationKind.class);
    for (Row row : rows()) {
      codes(row.operations())
          .forEach(name -> missing.removeIf(kind -> kind.toString().equals(name)));
    }
    assertEquals(Set.of(), missing);
  }

  @Test
  void everyTypeIsThereAndPublic() throws IOException {
    for (Row row : rows()) {
      List<String> types = codes(row.types());
      assertFalse(types.isEmpty(), row + " names no type");
      for (String type : types) {
        assertTrue(PACKAGES.stream().anyMatch(name -> isPublic(name + type)), type);
      }
    }
  }

  private static boolean isPublic(String className) {
    try {
      return Modifier.isPublic(Class.forName(className).getModifiers());
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static List<String> codes(String cell) {
    return CODE.matcher(cell).results().map((MatchResult match) -> match.group(1)).toList();
  }
}

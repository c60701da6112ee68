package maplet.harness.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import maplet.harness.trace.InputFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QemuMemoryTreeTest {
  /// A flat view of the address space "memory".
  static List<String> tree(String... regions) {
    List<String> lines =
        new ArrayList<>(
            List.of("FlatView #0", " AS \"memory\", root: system", " Root memory region: system"));
    for (String region : regions) {
      lines.add("  " + region);
    }
    return lines;
  }

  @Test
  void takesTheViewOfTheMemoryAndNoOther() {
    List<String> lines = new ArrayList<>();
    lines.addAll(
        List.of(
            "FlatView #7",
            " AS \"I/O\", root: io",
            " Root memory region: io",
            "  0000000000000000-000000000000ffff (prio 0, i/o): io",
            "",
            "FlatView #8",
            " AS \"nic\", root: bus master container",
            " Root memory region: (none)",
            "  No rendered FlatView",
            ""));
    lines.addAll(tree("0000000000001000-0000000000001fff (prio -1, rom): boot @0000000000000010"));
    lines.add(3 + lines.size() - 4, " AS \"cpu-memory-0\", root: system");

    assertEquals(
        List.of(new MemoryRegion(0x1000, 0x1fff, MemoryKind.ROM)),
        QemuMemoryTree.parse("map", lines));
  }

  @Test
  void refusesTextWithoutTheMemory() {
    assertTrue(message(List.of("FlatView #0", " AS \"I/O\", root: io")).contains("there is none"));
    assertTrue(message(List.of()).contains("there is none"));
  }

  @Test
  void refusesAnEmptyView() {
    assertTrue(message(tree()).contains("but there are none"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0000000000000000-0000000000000fff (prio 0, container): x",
        "000000000000000-0000000000000fff (prio 0, ram): x",
        "(qemu) quit"
      })
  void namesTheLineThatIsNotAMemoryTrees(String line) {
    String message = message(tree(line));

    assertTrue(message.startsWith("map:4: expected a line of 'info mtree -f'"), message);
  }

  @Test
  void refusesRegionsThatOverlapOrEndBeforeTheyBegin() {
    assertTrue(
        message(
                tree(
                    "0000000000000000-0000000000001fff (prio 0, ram): a",
                    "0000000000001000-0000000000001fff (prio 0, ram): b"))
            .startsWith("map:5: expected regions that ascend"));
    assertTrue(
        message(tree("0000000000002000-0000000000001fff (prio 0, ram): a")).startsWith("map:4"));
  }

  private static String message(List<String> lines) {
    return String.valueOf(
        assertThrows(InputFormatException.class, () -> QemuMemoryTree.parse("map", lines))
            .getMessage());
  }
}

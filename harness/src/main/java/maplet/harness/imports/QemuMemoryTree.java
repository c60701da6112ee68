package maplet.harness.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import maplet.harness.trace.InputFormatException;

/// Reads the answer of QEMU's `info mtree -f`: from its flat views, the one of the address space
/// "memory", which is what the machine's processors see.
final class QemuMemoryTree {
  private static final String HEADING = "FlatView #";
  private static final Pattern ADDRESS_SPACE = Pattern.compile(" AS \"(.*)\", root: .*");
  private static final Pattern ROOT_REGION = Pattern.compile(" Root memory region: .*");
  private static final Pattern NO_VIEW = Pattern.compile("  No rendered FlatView");
  private static final Pattern REGION =
      Pattern.compile(
          "  ([0-9a-f]{16})-([0-9a-f]{16}) \\(prio -?\\d+, (?:nv-)?(ramd|romd|ram|rom|i/o)\\): .*");

  private final String source;
  private final List<MemoryRegion> regions = new ArrayList<>();
  private boolean insideMemory;
  private boolean found;

  private QemuMemoryTree(String source) {
    this.source = source;
  }

  /// The regions of the address space "memory", ascending and disjoint.
  ///
  /// @param source the file's name in messages
  /// @throws InputFormatException when the lines aren't the answer of `info mtree -f`
  static List<MemoryRegion> parse(String source, List<String> lines) {
    QemuMemoryTree tree = new QemuMemoryTree(source);
    for (int i = 0; i < lines.size(); i++) {
      tree.accept(i + 1, lines.get(i));
    }
    if (!tree.found) {
      throw new InputFormatException(
          source,
          0,
          "expected a flat view with the line ' AS \"memory\", root: system', but there is none",
          "save the complete answer of QEMU's monitor to 'info mtree -f' (with -f)");
    }
    if (tree.regions.isEmpty()) {
      throw new InputFormatException(
          source,
          0,
          "expected regions in the flat view of the address space \"memory\", but there are none",
          "ask QEMU's monitor when the machine is running");
    }
    return List.copyOf(tree.regions);
  }

  private void accept(int number, String line) {
    Matcher addressSpace = ADDRESS_SPACE.matcher(line);
    Matcher region = REGION.matcher(line);
    if (line.startsWith(HEADING)) {
      insideMemory = false;
    } else if (addressSpace.matches()) {
      insideMemory |= addressSpace.group(1).equals("memory");
      found |= insideMemory;
    } else if (region.matches()) {
      if (insideMemory) {
        add(number, region);
      }
    } else if (!line.isBlank()
        && !ROOT_REGION.matcher(line).matches()
        && !NO_VIEW.matcher(line).matches()) {
      throw new InputFormatException(
          source,
          number,
          "expected a line of 'info mtree -f', as in '  0000000040000000-000000007fffffff "
              + "(prio 0, ram): mach-virt.ram', but found '"
              + line
              + "'",
          "save the answer from its first line 'FlatView #0' on, without the monitor's prompts");
    }
  }

  private void add(int number, Matcher line) {
    long first = Long.parseUnsignedLong(line.group(1), 16);
    long last = Long.parseUnsignedLong(line.group(2), 16);
    boolean ascends =
        regions.isEmpty() || Long.compareUnsigned(regions.getLast().last(), first) < 0;
    if (Long.compareUnsigned(first, last) > 0 || !ascends) {
      throw new InputFormatException(
          source,
          number,
          "expected regions that ascend and don't overlap, but found '"
              + line.group().strip()
              + "'",
          "save the flat view ('info mtree -f'), not the tree, and don't edit it");
    }
    regions.add(new MemoryRegion(first, last, kind(line.group(3))));
  }

  private static MemoryKind kind(String type) {
    return switch (type) {
      case "ram" -> MemoryKind.RAM;
      case "rom", "romd" -> MemoryKind.ROM;
      default -> MemoryKind.DEVICE; // i/o, and ramd: memory inside a device
    };
  }
}

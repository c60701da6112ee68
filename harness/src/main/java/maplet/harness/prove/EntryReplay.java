package maplet.harness.prove;

import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import maplet.impl.table.TableFormat;
import maplet.impl.table.TableWalk;
import maplet.model.Attributes;
import maplet.model.arch.Entry;
import maplet.model.arch.Regime;

/// Runs a counterexample about entries on the JVM: what the word, the leaf or the table of the
/// counterexample is to the description, and to the implementation, at every height.
///
/// What is run is the code that ships; a mutant that a theorem refutes isn't.
final class EntryReplay {
  private static final String WALK = "maplet/impl/table/TableWalk";
  private static final String RULES = "maplet/impl/OperandRules";

  private final Regime regime;
  private final TableFormat format;

  EntryReplay(Program program) {
    regime = program.regime();
    format = program.format();
  }

  /// The heights at which the two differ, with what each says; that there are none, otherwise.
  List<String> lines(Counterexample counterexample) {
    List<String> lines = new ArrayList<>();
    int attributes = (int) counterexample.variable("attributes");
    compare(
        lines,
        "attribute code 0x%x".formatted(attributes),
        isDescribed(attributes) ? "accepted" : "refused",
        isAccepted(attributes) ? "accepted" : "refused");
    for (int height = 0; height < regime.levels(); height++) {
      compare(lines, counterexample, height);
    }
    lines.add("replay: " + (lines.isEmpty() ? "not confirmed" : "confirmed"));
    return lines;
  }

  private void compare(List<String> lines, Counterexample found, int height) {
    long word = found.variable("word");
    compare(lines, "word at height " + height, described(word, height), meant(word, height));
    boolean hasLeaves = height < regime.capabilities().pageShifts().size();
    int code = (int) found.variable("attributes") & Attributes.CODES - 1;
    if (hasLeaves && regime.capabilities().represents(code)) {
      long size = 1L << regime.capabilities().pageShifts().get(height);
      long hpa = found.variable("hpa") & regime.capabilities().outputLimit() - size;
      long expected = regime.encodeLeaf(hpa, Attributes.of(code), height);
      compare(
          lines,
          "leaf of height " + height,
          "0x%x".formatted(expected),
          "0x%x".formatted(format.leaf(hpa, code, height)));
    }
    if (height > 0) {
      long granule = regime.capabilities().granule();
      long table = found.variable("table") & regime.capabilities().outputLimit() - granule;
      compare(
          lines,
          "table at height " + height,
          "0x%x".formatted(regime.encodeTable(table, height)),
          "0x%x".formatted(format.table(table)));
    }
  }

  private static void compare(List<String> lines, String what, String expected, String actual) {
    if (!expected.equals(actual)) {
      lines.add("expected: %s: %s".formatted(what, expected));
      lines.add("on the JVM: %s: %s".formatted(what, actual));
    }
  }

  private String described(long word, int height) {
    return switch (regime.decode(word, height)) {
      case Entry.Absent _ -> "absent";
      case Entry.Table(long address) -> "a table at 0x%x".formatted(address);
      case Entry.Leaf(long address, Attributes attributes) -> leaf(address, attributes.code());
      case Entry.Reserved _ -> "reserved";
    };
  }

  private String meant(long word, int height) {
    return switch (kind(word, height)) {
      case TableWalk.ABSENT -> "absent";
      case TableWalk.TABLE -> "a table at 0x%x".formatted(child(word));
      case TableWalk.LEAF -> leaf(format.address(word, height), format.attributes(word));
      default -> "reserved";
    };
  }

  private boolean isDescribed(int code) {
    try {
      regime.encodeLeaf(0, Attributes.of(code), 0);
      return true;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private boolean isAccepted(int code) {
    Object rules = LiveObjects.create(RULES, regime.capabilities());
    return call(RULES, "acceptsAttributes", "(I)Z", false, List.of(rules, code)) != 0;
  }

  private static String leaf(long address, int code) {
    return "a leaf at 0x%x, attribute code 0x%x".formatted(address, code);
  }

  private int kind(long word, int height) {
    String type = "(Lmaplet/impl/table/TableFormat;JI)I";
    return (int) call(WALK, "classify", type, true, List.of(format, word, height));
  }

  private long child(long word) {
    return call("maplet/impl/table/TableFormat", "child", "(J)J", false, List.of(format, word));
  }

  private static long call(
      String owner, String name, String type, boolean isStatic, List<Object> arguments) {
    try {
      Value value =
          LiveObjects.call(owner, name, MethodTypeDesc.ofDescriptor(type), isStatic, arguments);
      return ((Term) value).constant;
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}

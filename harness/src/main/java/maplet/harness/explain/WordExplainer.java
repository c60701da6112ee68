package maplet.harness.explain;

import java.util.ArrayList;
import java.util.List;
import maplet.model.Attributes;
import maplet.model.FaultKind;
import maplet.model.arch.Citation;
import maplet.model.arch.Entry;
import maplet.model.arch.EntryFormat;
import maplet.model.arch.Field;
import maplet.model.arch.Regime;

/// Explains one entry: its format, every field, and what the whole means to a walk.
public final class WordExplainer {
  private WordExplainer() {}

  /// The explanation, one fact a line.
  ///
  /// @param height as in [Regime], 0 to `levels() - 1`
  public static List<String> explain(Regime regime, int height, long word) {
    EntryFormat format = regime.format(word, height);
    List<String> lines = new ArrayList<>();
    lines.add("%s (%s)".formatted(format.name(), format.citation()));
    for (Field field : format.fields()) {
      lines.add(line(regime, format, field, word));
    }
    lines.add("means: " + meaning(regime.decode(word, height)));
    return lines;
  }

  /// The explanation without the fields that say nothing: those that hardware ignores or that must
  /// be zero, and are zero.
  static List<String> explainNotable(Regime regime, int height, long word) {
    EntryFormat format = regime.format(word, height);
    List<String> lines = new ArrayList<>();
    lines.add("%s (%s)".formatted(format.name(), format.citation()));
    for (Field field : format.fields()) {
      if (isNotable(field, word)) {
        lines.add(line(regime, format, field, word));
      }
    }
    lines.add("means: " + meaning(regime.decode(word, height)));
    return lines;
  }

  /// Whether a field says something: it isn't one that hardware ignores or that must be zero, or it
  /// isn't zero.
  public static boolean isNotable(Field field, long word) {
    return field.get(word) != 0
        || field.kind() == Field.Kind.DEFINED
        || field.kind() == Field.Kind.ADDRESS;
  }

  private static String line(Regime regime, EntryFormat format, Field field, long word) {
    return "  %-6s %-14s 0x%-13x %s [%s]"
        .formatted(
            field.bits(),
            field.name(),
            field.get(word),
            meaning(regime, field, word),
            format.citationOf(field));
  }

  /// What a field says in this word: the value's meaning where the manual lists it, or the address,
  /// and what the field is for. A reserved field that isn't zero is marked.
  public static String meaning(Regime regime, Field field, long word) {
    long value = field.get(word);
    String meaning =
        field.kind() == Field.Kind.ADDRESS
            ? "%s: 0x%x"
                .formatted(field.meaning(), regime.addressBits().extract(word & field.mask()))
            : field.meaningOf(value).map(m -> m + " - ").orElse(unlisted(field)) + field.meaning();
    return meaning + (isViolated(field, word) ? " <-- violated" : "");
  }

  /// Whether a field must be zero, and isn't.
  public static boolean isViolated(Field field, long word) {
    return field.kind() == Field.Kind.RESERVED && field.get(word) != 0;
  }

  /// A field that lists values reserves the others.
  private static String unlisted(Field field) {
    return field.values().isEmpty() ? "" : "reserved value - ";
  }

  /// What an entry means, in one line.
  public static String meaning(Entry entry) {
    return switch (entry) {
      case Entry.Absent _ -> "not present, the walk ends in a translation fault";
      case Entry.Table(long address) -> "a table at 0x%x".formatted(address);
      case Entry.Leaf(long address, Attributes attributes) ->
          "a leaf at 0x%x, %s".formatted(address, attributes);
      case Entry.Reserved(FaultKind fault, String reason, Citation citation) ->
          "%s fault: %s (%s)".formatted(fault, reason, citation);
    };
  }
}

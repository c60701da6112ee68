package maplet.harness.explain;

import java.util.ArrayList;
import java.util.List;
import maplet.model.arch.EntryFormat;
import maplet.model.arch.Field;
import maplet.model.arch.Regime;

/// In which fields two words of one entry differ, as the architecture declares them.
public final class FieldDifference {
  private static final long LARGEST_DIGIT = 9;

  private FieldDifference() {}

  /// All fields that differ, as in `SH: 3 expected, 2 found; AF: 1 expected, 0 found`. Where the
  /// two words have different formats that comes first, and the fields are those of the word that
  /// was found. Empty where the words are equal.
  ///
  /// @param height as in [Regime], 0 to `levels() - 1`
  public static String text(Regime regime, int height, long expected, long found) {
    EntryFormat wanted = regime.format(expected, height);
    EntryFormat actual = regime.format(found, height);
    List<String> differences = new ArrayList<>();
    if (!wanted.name().equals(actual.name())) {
      differences.add("format: %s expected, %s found".formatted(wanted.name(), actual.name()));
    }
    for (Field field : actual.fields()) {
      if (field.get(expected) != field.get(found)) {
        differences.add(difference(regime, field, expected, found));
      }
    }
    return String.join("; ", differences);
  }

  private static String difference(Regime regime, Field field, long expected, long found) {
    long wanted = value(regime, field, expected);
    long actual = value(regime, field, found);
    boolean digits =
        Long.compareUnsigned(wanted, LARGEST_DIGIT) <= 0
            && Long.compareUnsigned(actual, LARGEST_DIGIT) <= 0;
    return (digits ? "%s: %d expected, %d found" : "%s: 0x%x expected, 0x%x found")
        .formatted(name(field), wanted, actual);
  }

  private static long value(Regime regime, Field field, long word) {
    return field.kind() == Field.Kind.ADDRESS
        ? regime.addressBits().extract(word & field.mask())
        : field.get(word);
  }

  /// The manual's name, and the bits of a field whose name says nothing.
  private static String name(Field field) {
    return switch (field.kind()) {
      case DEFINED, ADDRESS -> field.name();
      case RESERVED, RES0 -> bits(field) + " (" + field.name() + ")";
      case IGNORED -> field.name().equals(field.bits()) ? bits(field) + " (ignored)" : field.name();
    };
  }

  private static String bits(Field field) {
    return (field.msb() == field.lsb() ? "bit " : "bits ") + field.bits();
  }
}

package maplet.harness.vectors;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import maplet.harness.sequence.SeededChoices;
import maplet.model.arch.Field;

/// Which other values of a field are worth a vector.
final class FieldValues {
  private static final int MOST_WHOLE_BITS = 4;

  private FieldValues() {}

  /// Values that the word doesn't have: all of a small field that means something; of reserved bits
  /// some one at a time, and all together; of ignored ones all together and one alone. None of
  /// addresses, which have cases of their own.
  static List<Long> other(Field field, long word, SeededChoices choices) {
    int width = field.msb() - field.lsb() + 1;
    long all = -1L >>> Long.SIZE - width;
    TreeSet<Long> values = new TreeSet<>(Long::compareUnsigned);
    switch (field.kind()) {
      case DEFINED -> {
        for (long value = 0; width <= MOST_WHOLE_BITS && value <= all; value++) {
          values.add(value);
        }
      }
      case RESERVED -> {
        values.addAll(List.of(1L, 1L << width - 1, all));
        values.add(1L << choices.choose(width));
        values.add(1L << choices.choose(width));
      }
      case RES0, IGNORED -> values.addAll(List.of(all, 1L << choices.choose(width)));
      case ADDRESS -> {}
    }
    values.remove(field.get(word));
    return new ArrayList<>(values);
  }
}

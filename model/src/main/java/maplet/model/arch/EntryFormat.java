package maplet.model.arch;

import java.util.Comparator;
import java.util.List;
import org.apache.commons.lang3.Validate;

/// The layout of one kind of entry: all 64 bits, each in exactly one field.
///
/// @param name as in the manual's table
/// @param citation of that table
/// @param fields kept from the highest bit down
public record EntryFormat(String name, Citation citation, List<Field> fields) {
  /// Refuses fields that overlap or leave a bit out, with an [IllegalArgumentException].
  public EntryFormat {
    fields = fields.stream().sorted(Comparator.comparingInt(Field::msb).reversed()).toList();
    int next = Long.SIZE - 1;
    for (Field field : fields) {
      Validate.isTrue(
          field.msb() == next,
          "%s: bit %d must be declared once, before %s [%s]",
          name,
          next,
          field.name(),
          field.bits());
      next = field.lsb() - 1;
    }
    Validate.isTrue(next == -1, "%s: bits %d:0 must be declared", name, next);
  }

  /// A format of the given fields, in any order.
  public static EntryFormat of(String name, Citation citation, Field... fields) {
    return new EntryFormat(name, citation, List.of(fields));
  }

  /// The bits that must be zero.
  public long reservedMask() {
    return mask(Field.Kind.RESERVED);
  }

  /// All bits of one kind.
  public long mask(Field.Kind kind) {
    long mask = 0;
    for (Field field : fields) {
      mask |= field.kind() == kind ? field.mask() : 0;
    }
    return mask;
  }

  /// Where the manual describes a field of this format.
  public Citation citationOf(Field field) {
    return field.source().orElse(citation);
  }

  /// The field with this name.
  ///
  /// @throws IllegalArgumentException when the format has none
  public Field field(String fieldName) {
    return fields.stream()
        .filter(field -> field.name().equals(fieldName))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name + " has no field " + fieldName));
  }
}

package maplet.model.arch;

import java.util.List;
import java.util.Optional;
import org.apache.commons.lang3.Validate;

/// Some neighbouring bits of an entry, as a manual's table lists them.
///
/// @param name the manual's own name
/// @param msb highest bit, 0 to 63
/// @param lsb lowest bit, 0 to `msb`
/// @param kind what hardware makes of the bits
/// @param values the meanings of single values, where the manual lists them
/// @param meaning what the field is for
/// @param source where the manual says so, if not where it describes the format
public record Field(
    String name,
    int msb,
    int lsb,
    Kind kind,
    List<Value> values,
    String meaning,
    Optional<Citation> source) {

  /// What hardware makes of a field's bits.
  public enum Kind {
    /// The value has the meaning that the field describes.
    DEFINED,
    /// Part of an address.
    ADDRESS,
    /// Must be zero: anything else ends the walk in a fault.
    RESERVED,
    /// Software is to write zero; hardware doesn't look.
    RES0,
    /// Hardware doesn't look, in this regime at least.
    IGNORED
  }

  /// One value of a field, and what it means.
  public record Value(long code, String meaning) {}

  public Field {
    values = List.copyOf(values);
    Validate.isTrue(0 <= lsb && lsb <= msb && msb < Long.SIZE, "%s [%d:%d]", name, msb, lsb);
    Validate.isTrue(
        values.stream().map(Value::code).distinct().count() == values.size(),
        "two values of %s have one encoding",
        name);
    for (Value value : values) {
      Validate.isTrue(
          value.code() >= 0 && value.code() <= largest(msb, lsb), "%s doesn't fit %s", value, name);
    }
  }

  /// A field with a meaning.
  public static Field defined(String name, int msb, int lsb, String meaning, Value... values) {
    return plain(name, msb, lsb, Kind.DEFINED, meaning, values);
  }

  /// A field of one bit with a meaning.
  public static Field bit(String name, int bit, String meaning) {
    return plain(name, bit, bit, Kind.DEFINED, meaning);
  }

  /// Bits of an address.
  public static Field address(int msb, int lsb, String meaning) {
    return plain("address", msb, lsb, Kind.ADDRESS, meaning);
  }

  /// Bits that must be zero.
  public static Field reserved(int msb, int lsb) {
    return plain("reserved", msb, lsb, Kind.RESERVED, "must be zero");
  }

  /// Bits that software writes as zero and hardware ignores.
  public static Field res0(int msb, int lsb) {
    return plain("RES0", msb, lsb, Kind.RES0, "written as zero, not looked at");
  }

  /// Bits that hardware ignores.
  ///
  /// @param meaning what they'd be for in another regime, or who may use them
  public static Field ignored(String name, int msb, int lsb, String meaning) {
    return plain(name, msb, lsb, Kind.IGNORED, meaning);
  }

  private static Field plain(
      String name, int msb, int lsb, Kind kind, String meaning, Value... values) {
    return new Field(name, msb, lsb, kind, List.of(values), meaning, Optional.empty());
  }

  /// This field with a citation of its own.
  public Field citing(Citation where) {
    return new Field(name, msb, lsb, kind, values, meaning, Optional.of(where));
  }

  /// The word's bits that belong to this field.
  public long mask() {
    return largest(msb, lsb) << lsb;
  }

  private static long largest(int msb, int lsb) {
    return -1L >>> Long.SIZE - 1 - (msb - lsb);
  }

  /// The field's value in a word.
  public long get(long word) {
    return (word & mask()) >>> lsb;
  }

  /// The word with another value in this field.
  ///
  /// @throws IllegalArgumentException when the value doesn't fit
  public long set(long word, long value) {
    Validate.isTrue(
        Long.compareUnsigned(value, largest(msb, lsb)) <= 0,
        "%s (0x%x) doesn't fit bits %s",
        name,
        value,
        bits());
    return word & ~mask() | value << lsb;
  }

  /// What the manual says of a value, where it lists it.
  public Optional<String> meaningOf(long value) {
    return values.stream().filter(v -> v.code() == value).map(Value::meaning).findAny();
  }

  /// The bits as a manual writes them: `5:3`, or `7` for a single bit.
  public String bits() {
    return msb == lsb ? Integer.toString(lsb) : msb + ":" + lsb;
  }
}

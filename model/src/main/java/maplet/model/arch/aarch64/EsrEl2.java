package maplet.model.arch.aarch64;

import maplet.model.arch.Citation;
import maplet.model.arch.EntryFormat;
import maplet.model.arch.Field;
import maplet.model.arch.Field.Value;

/// ESR_EL2, the Exception Syndrome Register, as instruction and data aborts from a lower exception
/// level write it.
///
/// @param word the register's value
public record EsrEl2(long word) {
  private static final Citation LAYOUT = ArmRegisters.register("ESR_EL2");

  /// EC of an Instruction Abort from a lower exception level.
  public static final int INSTRUCTION_ABORT = 0b10_0000;

  /// EC of a Data Abort from a lower exception level.
  public static final int DATA_ABORT = 0b10_0100;

  public static final Field EC =
      Field.defined(
          "EC",
          31,
          26,
          "exception class",
          new Value(INSTRUCTION_ABORT, "Instruction Abort from a lower Exception level"),
          new Value(DATA_ABORT, "Data Abort from a lower Exception level"));
  public static final Field IL =
      Field.bit("IL", 25, "1: a 32-bit instruction, an Instruction Abort, or ISV is 0");
  public static final Field ISV =
      Field.bit("ISV", 24, "1: bits 23:14 describe the instruction that accessed memory");
  public static final Field FNV = Field.bit("FnV", 10, "1: FAR_EL2 isn't valid");
  public static final Field CM =
      Field.bit("CM", 8, "1: a cache maintenance or address translation instruction");
  public static final Field S1PTW =
      Field.bit("S1PTW", 7, "1: the stage 2 fault is on a stage 1 translation table walk");
  public static final Field WNR = Field.bit("WnR", 6, "1: the abort is caused by a write");

  /// Instruction or Data Fault Status Code.
  public static final Field FSC =
      Field.defined(
          "IFSC or DFSC",
          5,
          0,
          "fault status code",
          new Value(0b00_0000, "Address size fault, level 0"),
          new Value(0b00_0001, "Address size fault, level 1"),
          new Value(0b00_0010, "Address size fault, level 2"),
          new Value(0b00_0011, "Address size fault, level 3"),
          new Value(0b00_0100, "Translation fault, level 0"),
          new Value(0b00_0101, "Translation fault, level 1"),
          new Value(0b00_0110, "Translation fault, level 2"),
          new Value(0b00_0111, "Translation fault, level 3"),
          new Value(0b00_1000, "Access flag fault, level 0"),
          new Value(0b00_1001, "Access flag fault, level 1"),
          new Value(0b00_1010, "Access flag fault, level 2"),
          new Value(0b00_1011, "Access flag fault, level 3"),
          new Value(0b00_1100, "Permission fault, level 0"),
          new Value(0b00_1101, "Permission fault, level 1"),
          new Value(0b00_1110, "Permission fault, level 2"),
          new Value(0b00_1111, "Permission fault, level 3"),
          new Value(0b10_1001, "Address size fault, level -1"),
          new Value(0b10_1011, "Translation fault, level -1"));

  private static final Field ISS2 =
      Field.defined("ISS2", 55, 32, "further syndrome of later features; zero without them");
  private static final Field SET =
      Field.defined("SET", 12, 11, "error type of a synchronous external abort");
  private static final Field EA = Field.bit("EA", 9, "external abort type");

  /// The layout after a Data Abort.
  public static final EntryFormat DATA =
      EntryFormat.of(
          "ESR_EL2 of a Data Abort",
          LAYOUT,
          Field.res0(63, 56),
          ISS2,
          EC,
          IL,
          ISV,
          Field.defined("SAS", 23, 22, "with ISV: size of the access, base-2 logarithm of bytes"),
          Field.bit("SSE", 21, "with ISV: the value is sign-extended"),
          Field.defined("SRT", 20, 16, "with ISV: number of the register transferred"),
          Field.bit("SF", 15, "with ISV: the register has 64 bits"),
          Field.bit("AR", 14, "with ISV: acquire or release"),
          Field.bit("VNCR", 13, "the access was by way of VNCR_EL2"),
          SET,
          FNV,
          EA,
          CM,
          S1PTW,
          WNR,
          FSC);

  /// The layout after an Instruction Abort.
  public static final EntryFormat INSTRUCTION =
      EntryFormat.of(
          "ESR_EL2 of an Instruction Abort",
          LAYOUT,
          Field.res0(63, 56),
          ISS2,
          EC,
          IL,
          Field.res0(24, 13),
          SET,
          FNV,
          EA,
          Field.res0(8, 8),
          S1PTW,
          Field.res0(6, 6),
          FSC);

  /// The register with this encoding; every value has one.
  public static EsrEl2 decode(long word) {
    return new EsrEl2(word);
  }

  /// The 64 bits.
  public long encode() {
    return word;
  }

  /// The register with another value in a field.
  ///
  /// @throws IllegalArgumentException when it doesn't fit
  public EsrEl2 with(Field field, long value) {
    return new EsrEl2(field.set(word, value));
  }

  /// Whether a field of one bit is set.
  public boolean is(Field field) {
    return field.get(word) != 0;
  }

  /// The exception class, 0 to 63.
  public int exceptionClass() {
    return (int) EC.get(word);
  }
}

package maplet.harness.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads 64-bit numbers, decimal or hexadecimal with `0x`.
final class SeedConverter implements ITypeConverter<Long> {
  @Override
  public Long convert(String text) {
    try {
      return text.startsWith("0x")
          ? Long.parseUnsignedLong(text.substring(2), 16)
          : Long.parseLong(text);
    } catch (NumberFormatException _) {
      throw new TypeConversionException(
          "'%s' must be a 64-bit number, decimal or hexadecimal with 0x".formatted(text));
    }
  }
}

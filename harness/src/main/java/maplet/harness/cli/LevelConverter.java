package maplet.harness.cli;

import java.util.OptionalInt;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads the number of a level.
final class LevelConverter implements ITypeConverter<OptionalInt> {
  @Override
  public OptionalInt convert(String text) {
    try {
      return OptionalInt.of(Integer.parseInt(text));
    } catch (NumberFormatException _) {
      throw new TypeConversionException("'%s' must be a whole number".formatted(text));
    }
  }
}

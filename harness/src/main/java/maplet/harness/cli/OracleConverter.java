package maplet.harness.cli;

import maplet.harness.check.Oracle;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads an oracle's name.
final class OracleConverter implements ITypeConverter<Oracle> {
  @Override
  public Oracle convert(String text) {
    try {
      return Oracle.parse(text);
    } catch (IllegalArgumentException unknown) {
      throw new TypeConversionException(String.valueOf(unknown.getMessage()));
    }
  }
}

package maplet.harness.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads counts such as `200000`, `10M` or `1G`.
final class CountConverter implements ITypeConverter<Long> {
  private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,14})([kMG]?)");

  @Override
  public Long convert(String text) {
    Matcher matcher = FORM.matcher(text.replace("_", ""));
    if (!matcher.matches()) {
      throw new TypeConversionException(
          "'%s' must be a positive number, with k, M or G behind it if you like".formatted(text));
    }
    long unit =
        switch (matcher.group(2)) {
          case "k" -> 1_000;
          case "M" -> 1_000_000;
          case "G" -> 1_000_000_000;
          default -> 1;
        };
    try {
      return Math.multiplyExact(Long.parseLong(matcher.group(1)), unit);
    } catch (ArithmeticException _) {
      throw new TypeConversionException("'%s' is too large".formatted(text));
    }
  }
}

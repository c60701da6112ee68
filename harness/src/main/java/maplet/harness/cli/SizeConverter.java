package maplet.harness.cli;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads page sizes such as `4K`, `2M`, `1G` or `512G`, or `4KiB` as in profiles, in bytes.
final class SizeConverter implements ITypeConverter<OptionalLong> {
  private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,3})([KMGT])(iB)?");

  @Override
  public OptionalLong convert(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new TypeConversionException(
          "'%s' must be a number with K, M, G or T behind it, as in 4K or 4KiB".formatted(text));
    }
    int shift = 10 * (1 + "KMGT".indexOf(matcher.group(2)));
    return OptionalLong.of(Long.parseLong(matcher.group(1)) << shift);
  }
}

package maplet.harness.cli;

import maplet.harness.walk.Addresses;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads addresses such as `0x80001000`, `4096` or `2G`, in bytes.
final class AddressConverter implements ITypeConverter<Long> {
  @Override
  public Long convert(String text) {
    return Addresses.parse(text)
        .orElseThrow(() ->
            new TypeConversionException(
                ("'%s' must be a 64-bit address; fix: write it in decimal or hexadecimal, as in"
                        + " 0x80001000 or 2G")
                    .formatted(text)));
  }
}

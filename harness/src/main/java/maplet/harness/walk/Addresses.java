package maplet.harness.walk;

import java.math.BigInteger;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Addresses as people write them: decimal, or hexadecimal with `0x`, and with K, M, G or T behind
/// them for powers of 1024.
public final class Addresses {
  private static final Pattern FORM = Pattern.compile("(?:0x([0-9a-fA-F]+)|([0-9]+))([KMGT]?)");

  private Addresses() {}

  /// The address in bytes, an unsigned 64-bit value; empty where the text isn't one.
  public static OptionalLong parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return OptionalLong.empty();
    }
    boolean hexadecimal = matcher.group(1) != null;
    BigInteger number =
        hexadecimal ? new BigInteger(matcher.group(1), 16) : new BigInteger(matcher.group(2));
    String unit = matcher.group(3);
    BigInteger bytes = number.shiftLeft(unit.isEmpty() ? 0 : 10 * (1 + "KMGT".indexOf(unit)));
    return bytes.bitLength() > Long.SIZE
        ? OptionalLong.empty()
        : OptionalLong.of(bytes.longValue());
  }
}

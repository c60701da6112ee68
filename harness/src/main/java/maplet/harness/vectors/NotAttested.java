package maplet.harness.vectors;

import java.util.Locale;

/// Why no emulator attests a walk vector.
enum NotAttested {
  NO_EMULATOR("no emulator here has a processor with this regime"),
  OTHER_WIDTH("the emulator's processor has another address width, and this vector tells"),
  GUEST_ADDRESS("the emulator's guest can't form an address of so many bits"),
  NO_MEMORY(
      "the walk or the access leads to where the emulator has no memory that tells, or the tables"
          + " have no room for the page that its guest needs"),
  DEVIATION("the emulator is known to do something else; the deviation follows"),
  NOT_RUN("the vectors were generated without emulators");

  private final String text;

  NotAttested(String text) {
    this.text = text;
  }

  /// Whether a vector's `notAttested` has this reason, details behind it or not.
  boolean isOf(String noted) {
    return noted.equals(toString()) || noted.startsWith(this + ": ");
  }

  /// The reason in words.
  String text() {
    return text;
  }

  /// The name in lower case with dashes, as in `no-emulator`.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

package maplet.harness.subject;

import java.util.Arrays;
import java.util.Locale;

/// What an implementation may legitimately do otherwise than Maplet does. A profile names the
/// freedoms that a subject takes; one that takes another has diverged, and the finding names it.
///
/// Whether areas are merged needs no name here: no operation of a foreign subject shows it.
public enum Freedom {
  /// Leaves smaller than the largest that would fit.
  LEAF_CHOICE("leaves may be smaller than the largest that fit"),
  /// Tables without leaves stay until they are used again, or the address space ends.
  KEEP_EMPTY_TABLES("tables without leaves may stay"),
  /// Of a huge leaf that an unmap cuts, the rest may go too; its pages are mapped again when
  /// somebody asks. For page tables only, for an address space can't ask.
  LAZY_REST("an unmap that cuts a huge leaf may drop all of it"),
  /// An operation may change nothing, and want to be asked again.
  AGAIN("the answer may be to ask again"),
  /// A map that runs out of frames may leave a first part mapped, which it tells.
  NO_ROLLBACK("a map without enough frames may leave a part, and tell how much"),
  /// Permissions may only be taken away.
  REFUSE_WIDEN("a protect that widens permissions may be refused"),
  /// More may be invalidated than changed.
  EAGER_INVALIDATE("more may be invalidated than changed"),
  /// Bits that the architecture leaves to software may be set, in absent entries all of them.
  SOFTWARE_BITS("bits that hardware ignores may be set"),
  /// A refusal may have another code than that of the first broken rule.
  OTHER_ERROR("a refusal may have the code of another reason"),
  /// A few frames may be kept for later.
  FRAME_CACHE("up to 64 frames may be kept for later"),
  /// An operation may read or store more entries than its change needs.
  EXTRA_WORK("more entries may be read or stored than the change needs");

  private static final Freedom[] ALL = values();

  private final String text;

  Freedom(String text) {
    this.text = text;
  }

  /// How many freedoms there are.
  public static int count() {
    return ALL.length;
  }

  /// The freedom in words.
  public String text() {
    return text;
  }

  /// The freedom with this name.
  ///
  /// @throws IllegalArgumentException for any other text; the message lists the names
  public static Freedom parse(String name) {
    for (Freedom freedom : ALL) {
      if (freedom.toString().equals(name)) {
        return freedom;
      }
    }
    throw new IllegalArgumentException(
        "freedom (%s) must be one of %s".formatted(name, Arrays.toString(ALL)));
  }

  /// The name in lower case with dashes, as in `leaf-choice`.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

package maplet.model;

import java.util.Arrays;
import java.util.Locale;
import org.apache.commons.lang3.Validate;

/// How a guest's accesses to a mapping are cached. Each regime represents some of these types in
/// its own terms, and refuses the others.
public enum MemoryType {
  /// Normal memory, cached; the type of RAM (EPT WB; AArch64 Normal Write-Back; RISC-V PMA).
  WRITE_BACK,
  /// Cached for reads, written through (EPT WT; AArch64 Normal Write-Through).
  WRITE_THROUGH,
  /// Cached for reads, writes invalidate (EPT WP only).
  WRITE_PROTECTED,
  /// Not cached, writes may be combined (EPT WC; AArch64 Normal Non-cacheable; Svpbmt NC).
  NON_CACHEABLE,
  /// Not cached, in order, no speculation (EPT UC; AArch64 Device-nGnRE; Svpbmt IO).
  DEVICE;

  private static final MemoryType[] ALL = values();

  /// The memory type with the given ordinal, 0 to 4, without copying the array of values.
  public static MemoryType of(int ordinal) {
    return ALL[ordinal];
  }

  /// Reads the form that [#toString] writes.
  ///
  /// @throws IllegalArgumentException for any other text; the message lists the names
  public static MemoryType parse(String text) {
    for (MemoryType type : ALL) {
      if (type.toString().equals(text)) {
        return type;
      }
    }
    throw new IllegalArgumentException(
        "memory type (%s) must be one of %s".formatted(text, Arrays.toString(ALL)));
  }

  /// How many memory types there are.
  public static int count() {
    return ALL.length;
  }

  /// The name in lower case with dashes, as in `write-back`.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static {
    Validate.isTrue(ALL.length <= 8, "Attributes packs a memory type into three bits");
  }
}

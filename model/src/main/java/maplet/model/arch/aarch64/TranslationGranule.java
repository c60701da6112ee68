package maplet.model.arch.aarch64;

import java.util.Arrays;
import java.util.Optional;

/// The translation granule: the size of a page, and of every table below the initial level.
public enum TranslationGranule {
  KIB_4(12, 0b00),
  KIB_16(14, 0b10),
  KIB_64(16, 0b01);

  private final int shift;
  private final int tg0;

  TranslationGranule(int shift, int tg0) {
    this.shift = shift;
    this.tg0 = tg0;
  }

  /// Base-2 logarithm of the size in bytes.
  public int shift() {
    return shift;
  }

  /// Input bits that a whole table resolves: a table has an eighth as many entries as bytes.
  public int stride() {
    return shift - 3;
  }

  /// The value of VTCR_EL2.TG0.
  public int tg0() {
    return tg0;
  }

  /// The granule with this TG0, unless the value (0b11) is reserved.
  public static Optional<TranslationGranule> ofTg0(long tg0) {
    return Arrays.stream(values()).filter(granule -> granule.tg0 == tg0).findAny();
  }
}

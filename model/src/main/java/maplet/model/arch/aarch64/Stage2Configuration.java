package maplet.model.arch.aarch64;

import org.apache.commons.lang3.Validate;

/// What VTCR_EL2 decides about stage 2 translation, in numbers instead of codes.
///
/// @param granule the translation granule
/// @param inputBits IPA size, 64 - T0SZ: 1 to 64
/// @param startLevel level of the initial lookup, -1 to 3
/// @param outputBits output address size that PS asks for: 32, 36, 40, 42, 44, 48 or 52
/// @param largeAddresses DS: descriptors of the 4 and 16 KiB granules hold 52-bit addresses
/// @param accessFlagUpdates HA: hardware sets the access flag
/// @param dirtyStateUpdates HD: hardware manages the dirty state
/// @param wideVmids VS: VMIDs have 16 bits
public record Stage2Configuration(
    TranslationGranule granule,
    int inputBits,
    int startLevel,
    int outputBits,
    boolean largeAddresses,
    boolean accessFlagUpdates,
    boolean dirtyStateUpdates,
    boolean wideVmids) {
  private static final int LAST_LEVEL = 3;
  private static final int ENTRY_SHIFT = 3;

  /// The least alignment of a root whose address has 52 bits, base-2 logarithm.
  private static final int EXTENDED_BASE_SHIFT = 6;

  /// Refuses numbers that no register value stands for with an [IllegalArgumentException]. Whether
  /// they fit together is [VtcrEl2#problems]' to say.
  public Stage2Configuration {
    Validate.inclusiveBetween(1, 64, inputBits, "inputBits must be from 1 to 64");
    Validate.inclusiveBetween(-1, LAST_LEVEL, startLevel, "startLevel must be from -1 to 3");
  }

  /// Bits of the input address that the initial lookup resolves; not positive where the start level
  /// is too early.
  public int initialBits() {
    return inputBits - granule.shift() - granule.stride() * (LAST_LEVEL - startLevel);
  }

  /// Number of tables that are concatenated at the start level: 1, 2, 4, 8 or 16.
  public int concatenatedTables() {
    return 1 << Math.max(0, initialBits() - granule.stride());
  }

  /// Size of the root in bytes: from two entries to sixteen tables.
  public long rootSize() {
    return 1L << initialBits() + ENTRY_SHIFT;
  }

  /// Whether VTTBR_EL2.BADDR holds a 52-bit address (pseudocode AArch64.S2TTBaseAddress).
  public boolean extendedBase() {
    return largeAddresses || granule == TranslationGranule.KIB_64 && outputBits == 52;
  }

  /// Alignment of the root in bytes: its own size, and at least 64 with an extended base.
  public long rootAlignment() {
    return extendedBase() ? Math.max(rootSize(), 1L << EXTENDED_BASE_SHIFT) : rootSize();
  }
}

package maplet.model.arch.aarch64;

import java.util.List;
import org.apache.commons.lang3.Validate;

/// What a processor implements of stage 2, as far as it decides which register values are legal.
/// EL1 is AArch64, FEAT_D128 and FEAT_THE aren't implemented.
///
/// @param physicalBits the implemented physical address size (ID_AA64MMFR0_EL1.PARange): 32, 36,
///   40, 42, 44, 48 or 52; 52 is FEAT_LPA
/// @param smallTables FEAT_TTST: T0SZ up to 48 (47 with the 64 KiB granule)
/// @param largeAddresses FEAT_LPA2: DS = 1, 52-bit addresses with the 4 and 16 KiB granules
/// @param hardwareUpdates FEAT_HAFDBS: HA and HD
/// @param wideVmids FEAT_VMID16
public record Stage2Processor(
    int physicalBits,
    boolean smallTables,
    boolean largeAddresses,
    boolean hardwareUpdates,
    boolean wideVmids) {
  private static final List<Integer> SIZES = List.of(32, 36, 40, 42, 44, 48, 52);

  /// Refuses other address sizes with an [IllegalArgumentException].
  public Stage2Processor {
    Validate.isTrue(
        SIZES.contains(physicalBits), "physicalBits (%d) must be one of %s", physicalBits, SIZES);
  }

  /// A processor with every feature and 52-bit physical addresses.
  public static Stage2Processor full() {
    return new Stage2Processor(52, true, true, true, true);
  }

  /// An Armv8.0 processor: none of the features.
  public static Stage2Processor baseline(int physicalBits) {
    return new Stage2Processor(physicalBits, false, false, false, false);
  }
}

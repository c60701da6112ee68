package maplet.impl.arch.aarch64;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import maplet.model.RegimeId;

/// What a regime's name asks for.
///
/// @param granuleShift 12, 14 or 16
/// @param inputBits 64 - VTCR_EL2.T0SZ
/// @param levels lookup levels from the initial one to level 3
/// @param outputBits by VTCR_EL2.PS
/// @param lpa2 VTCR_EL2.DS = 1
/// @param lpa FEAT_LPA with the 64 KiB granule
/// @param fwb HCR_EL2.FWB = 1
/// @param xnx FEAT_XNX
/// @param ha VTCR_EL2.HA = 1; so also where `hd` is
/// @param hd VTCR_EL2.HD = 1
record Stage2Options(
    int granuleShift,
    int inputBits,
    int levels,
    int outputBits,
    boolean lpa2,
    boolean lpa,
    boolean fwb,
    boolean xnx,
    boolean ha,
    boolean hd) {
  private static final int LEVELS_FROM_ZERO = 4;
  private static final int MOST_CONCATENATED = 16;

  /// Reads the words of a name that belong to AArch64.
  static Stage2Options of(RegimeId id) {
    String granule = id.takeOneOf(List.of("4k", "16k", "64k"));
    int granuleShift = granule.equals("4k") ? 12 : granule.equals("16k") ? 14 : 16;
    OptionalInt inputBits = id.takeNumber("ipa");
    int startLevel =
        id.take("lm1")
            ? -1
            : id.takeNumber("l").orElseThrow(() -> id.bad("must have a start level"));
    boolean lpa2 = id.take("lpa2");
    boolean lpa = id.take("lpa");
    boolean fwb = id.take("fwb");
    boolean xnx = id.take("xnx");
    boolean hd = id.take("hd");
    boolean ha = id.take("ha");
    Stage2Options options =
        new Stage2Options(
            granuleShift,
            inputBits.orElseThrow(() -> id.bad("must have an IPA size")),
            LEVELS_FROM_ZERO - startLevel,
            id.takeNumber("pa").orElse(lpa || lpa2 ? 52 : 48),
            lpa2,
            lpa,
            fwb,
            xnx,
            ha || hd,
            hd);
    int indexBits = options.inputBits - options.lowestRootBit();
    if (options.levels < 1 || indexBits < 1 || options.rootTables() > MOST_CONCATENATED) {
      throw id.bad("has an IPA size that doesn't suit its start level");
    }
    if (lpa2 && granuleShift == 16 || lpa && granuleShift != 16) {
      throw id.bad("must have lpa2 with 4k and 16k granules only, and lpa with 64k only");
    }
    return options;
  }

  /// Bits of an address that a whole table resolves.
  private int indexBits() {
    return granuleShift - 3;
  }

  private int lowestRootBit() {
    return granuleShift + indexBits() * (levels - 1);
  }

  /// Tables that the root is made of.
  int rootTables() {
    return 1 << Math.max(0, inputBits - lowestRootBit() - indexBits());
  }

  /// Height of the largest blocks: 2 MiB and 1 GiB, 32 MiB, 512 MiB; with 52-bit addresses one
  /// level more (512 GiB, 64 GiB, 4 TiB). A short walk may end lower.
  int highestLeaf() {
    int highest = (granuleShift == 12 ? 2 : 1) + (lpa2 || lpa ? 1 : 0);
    return Math.min(highest, levels - 1);
  }

  /// Base-2 logarithms of the page sizes.
  List<Integer> pageShifts() {
    return IntStream.rangeClosed(0, highestLeaf())
        .mapToObj(height -> granuleShift + height * indexBits())
        .toList();
  }
}

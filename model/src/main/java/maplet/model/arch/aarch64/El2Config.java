package maplet.model.arch.aarch64;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import maplet.model.MemoryType;
import maplet.model.RegimeId;

/// A configuration of EL2's own stage 1: TCR_EL2 and MAIR_EL2. A regime's name says all of it.
///
/// @param granule as in names: `4k`, `16k` or `64k` (TCR_EL2.TG0)
/// @param inputBits size of a virtual address, 64 - TCR_EL2.T0SZ, 25 to 48
/// @param outputBits TCR_EL2.PS
/// @param mair MAIR_EL2
record El2Config(String granule, int inputBits, int outputBits, MairEl2 mair) {
  private static final List<String> GRANULES = List.of("4k", "16k", "64k");
  private static final List<Integer> OUTPUT_BITS = List.of(32, 36, 40, 42, 44, 48);
  private static final int DEFAULT_OUTPUT_BITS = 48;

  /// Attr0 Device-nGnRE, Attr1 Write-Back, Attr2 Write-Through, Attr3 Non-cacheable.
  private static final long DEFAULT_MAIR = 0x44bb_ff04L;

  /// Reads a regime's name, whose word `el2` was read: the granule, `vaN`, and where they differ
  /// from 48 bits and from Linux's usual types `paN` and `mair` with sixteen hexadecimal digits.
  static El2Config of(RegimeId id) {
    String granule = id.takeOneOf(GRANULES);
    int inputBits =
        id.takeNumber("va").orElseThrow(() -> id.bad("must have a VA size, as in va48"));
    if (inputBits < 25 || inputBits > 48) {
      throw id.bad("must have a VA size from va25 to va48 (TCR_EL2.T0SZ from 39 to 16)");
    }
    int outputBits = id.takeNumber("pa").orElse(DEFAULT_OUTPUT_BITS);
    if (!OUTPUT_BITS.contains(outputBits)) {
      throw id.bad("must have a PA size that TCR_EL2.PS has: " + OUTPUT_BITS);
    }
    long mair = id.takeHex("mair").orElse(DEFAULT_MAIR);
    El2Config config = new El2Config(granule, inputBits, outputBits, MairEl2.decode(mair));
    if (config.indexOf(MemoryType.WRITE_BACK).isEmpty()) {
      throw id.bad("must have a MAIR_EL2 that offers Normal Write-Back memory");
    }
    return config;
  }

  String id() {
    String id = "aarch64-el2-%s-va%d".formatted(granule, inputBits);
    id += outputBits == DEFAULT_OUTPUT_BITS ? "" : "-pa" + outputBits;
    return id + (mair.word() == DEFAULT_MAIR ? "" : "-mair%016x".formatted(mair.word()));
  }

  String title() {
    return "AArch64 EL2 stage 1, %s granule, %d-bit VA, for the hypervisor itself"
        .formatted(granule, inputBits);
  }

  /// The bytes of MAIR_EL2 in words.
  List<String> features() {
    List<String> features = new ArrayList<>(List.of("EL2 stage 1"));
    for (MemoryType type : MemoryType.values()) {
      indexOf(type).ifPresent(index -> features.add("%s is Attr%d".formatted(type, index)));
    }
    return features;
  }

  int granuleShift() {
    return 12 + 2 * GRANULES.indexOf(granule);
  }

  /// As many levels as the address needs: the initial one follows from the size.
  int levels() {
    return Math.ceilDiv(inputBits - granuleShift(), granuleShift() - 3);
  }

  /// Blocks are at level 2, and with the 4 KiB granule at level 1 too.
  int levelsWithLeaves() {
    return Math.min(levels(), granuleShift() == 12 ? 3 : 2);
  }

  /// The lowest byte of MAIR_EL2 with this memory type.
  OptionalInt indexOf(MemoryType type) {
    return IntStream.range(0, MairEl2.ATTRIBUTES)
        .filter(index -> typeOf(index).equals(Optional.of(type)))
        .findFirst();
  }

  /// The memory type of a byte of MAIR_EL2; an UNPREDICTABLE one is taken for the weakest.
  Optional<MemoryType> typeOf(int index) {
    return mair.attribute(index).memoryType();
  }
}

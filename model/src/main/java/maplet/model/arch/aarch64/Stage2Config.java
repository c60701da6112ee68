package maplet.model.arch.aarch64;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import maplet.model.RegimeId;

/// The configuration that a regime's name stands for: granule, geometry, output size, features.
///
/// A configuration is always legal. The processor is one with FEAT_TTST, so that the IPA can be as
/// narrow as 16 bits; with FEAT_LPA and FEAT_LPA2 where the name says `lpa` or `lpa2`, and with
/// 48-bit physical addresses otherwise.
///
/// @param granuleShift 12, 14 or 16
/// @param inputBits IPA size, 64 - VTCR_EL2.T0SZ
/// @param startLevel as VTCR_EL2.SL0 and SL2 say, -1 to 3
/// @param outputBits PA size as VTCR_EL2.PS says
record Stage2Config(
    int granuleShift, int inputBits, int startLevel, int outputBits, Set<Stage2Feature> features) {
  static final int LAST_LEVEL = 3;

  /// Bits that concatenation adds to the index of the root: there are 16 tables at most.
  private static final int CONCATENATED_BITS = 4;

  /// The values of VTCR_EL2.PS.
  private static final List<Integer> OUTPUT_SIZES = List.of(32, 36, 40, 42, 44, 48, 52);

  private static final List<String> GRANULES = List.of("4k", "16k", "64k");

  Stage2Config {
    features = Set.copyOf(features);
  }

  /// Reads a regime's name.
  ///
  /// @throws IllegalArgumentException when a word is missing, or the words don't go together; the
  ///   message says which rule they break and what would be legal
  static Stage2Config of(RegimeId id) {
    int granuleShift = 12 + 2 * GRANULES.indexOf(id.takeOneOf(GRANULES));
    int inputBits =
        id.takeNumber("ipa").orElseThrow(() -> id.bad("must have an IPA size, as in ipa40"));
    int startLevel =
        id.take("lm1")
            ? -1
            : id.takeNumber("l").orElseThrow(() -> id.bad("must have a start level, as in l1"));
    Set<Stage2Feature> features = EnumSet.noneOf(Stage2Feature.class);
    for (Stage2Feature feature : Stage2Feature.values()) {
      if (id.take(feature.word())) {
        features.add(feature);
      }
    }
    if (features.contains(Stage2Feature.HD)) {
      features.remove(Stage2Feature.HA); // HD = 1 counts only while HA = 1
    }
    int outputBits = id.takeNumber("pa").orElse(widest(features));
    Stage2Config config =
        new Stage2Config(granuleShift, inputBits, startLevel, outputBits, features);
    config.requireLegal(id);
    return config;
  }

  private static int widest(Set<Stage2Feature> features) {
    return features.contains(Stage2Feature.LPA2) || features.contains(Stage2Feature.LPA) ? 52 : 48;
  }

  private void requireLegal(RegimeId id) {
    if (has(Stage2Feature.LPA2) && granuleShift == 16) {
      throw id.bad("can't have lpa2: VTCR_EL2.DS is for the 4k and 16k granules; use lpa");
    }
    if (has(Stage2Feature.LPA) && granuleShift != 16) {
      throw id.bad("can't have lpa: it is for the 64k granule; use lpa2");
    }
    if (!OUTPUT_SIZES.contains(outputBits) || outputBits > addressBits()) {
      throw id.bad(
          "can't have pa%d: VTCR_EL2.PS allows %s, and 52 only with lpa or lpa2"
              .formatted(outputBits, OUTPUT_SIZES));
    }
    if (startLevel < firstLevel() || startLevel > LAST_LEVEL) {
      throw id.bad(
          "can't start at level %d: VTCR_EL2.SL0 and SL2 allow %d to 3 for this granule%s"
              .formatted(startLevel, firstLevel(), isWide() ? "" : ", one less with lpa2"));
    }
    if (inputBits < leastInputBits() || inputBits > mostInputBits()) {
      throw id.bad(
          "can't translate %d bits from level %d: T0SZ must allow %d to %d (D8.2.8 to D8.2.10)"
              .formatted(inputBits, startLevel, leastInputBits(), mostInputBits()));
    }
  }

  boolean has(Stage2Feature feature) {
    return features.contains(feature);
  }

  /// Whether descriptors have room for 52-bit addresses.
  private boolean isWide() {
    return has(Stage2Feature.LPA2) || has(Stage2Feature.LPA);
  }

  /// Width of the addresses that descriptors have room for.
  int addressBits() {
    return widest(features);
  }

  /// Whether VTCR_EL2.HA is 1.
  boolean hardwareAccessFlag() {
    return has(Stage2Feature.HA) || has(Stage2Feature.HD);
  }

  /// Tables D8-19, D8-29 and D8-38: level -1 with the 4 KiB granule and level 0 with the 16 KiB
  /// granule need DS = 1; the 64 KiB granule has no level 0.
  private int firstLevel() {
    return switch (granuleShift) {
      case 12 -> isWide() ? -1 : 0;
      case 14 -> isWide() ? 0 : 1;
      default -> 1;
    };
  }

  /// Bits of an address that one level resolves.
  private int stride() {
    return granuleShift - 3;
  }

  /// Bits that the levels behind the initial one and the page offset take.
  private int bitsBelowRoot() {
    return granuleShift + stride() * (LAST_LEVEL - startLevel);
  }

  /// Pseudocode AArch64.S2InconsistentSL: the initial lookup resolves at least one bit. And T0SZ is
  /// at most 48, with the 64 KiB granule 47 (AArch64.MaxTxSZ with FEAT_TTST).
  private int leastInputBits() {
    return Math.max(bitsBelowRoot() + 1, granuleShift == 16 ? 17 : 16);
  }

  /// Pseudocode AArch64.S2InconsistentSL: the initial lookup resolves at most four bits more than a
  /// table has, by concatenation. And the IPA is no wider than physical addresses are
  /// (AArch64.S2MinTxSZ).
  private int mostInputBits() {
    return Math.min(bitsBelowRoot() + stride() + CONCATENATED_BITS, addressBits());
  }

  int levels() {
    return LAST_LEVEL - startLevel + 1;
  }

  /// Tables that are concatenated in the root, 1 to 16 (D8.2.2).
  int rootTables() {
    return 1 << Math.max(0, inputBits - bitsBelowRoot() - stride());
  }

  /// Levels that have leaves, from level 3 on (tables D8-17, D8-27 and D8-36).
  int levelsWithLeaves() {
    int ofGranule = granuleShift == 12 ? 3 : 2;
    return Math.min(levels(), isWide() ? ofGranule + 1 : ofGranule);
  }

  /// The regime's name, its words in canonical order.
  String id() {
    StringBuilder id = new StringBuilder("aarch64-");
    id.append(GRANULES.get((granuleShift - 12) / 2)).append("-ipa").append(inputBits);
    id.append(startLevel < 0 ? "-lm1" : "-l" + startLevel);
    if (outputBits != addressBits()) {
      id.append("-pa").append(outputBits);
    }
    for (Stage2Feature feature : Stage2Feature.values()) {
      id.append(has(feature) ? "-" + feature.word() : "");
    }
    return id.toString();
  }

  /// One line for people.
  String title() {
    return "AArch64 stage 2, %s granule, %d-bit IPA, start level %d, %d table(s) in the root"
        .formatted(size(granuleShift), inputBits, startLevel, rootTables());
  }

  /// What sets this configuration apart from the plainest, one of 4 KiB and 48 bits.
  List<String> inWords() {
    List<String> words = new ArrayList<>();
    if (granuleShift != 12) {
      words.add(size(granuleShift) + " granule");
    }
    if (rootTables() > 1) {
      words.add(rootTables() + " concatenated tables in the root");
    }
    if (outputBits != addressBits()) {
      words.add("%d-bit output (VTCR_EL2.PS)".formatted(outputBits));
    }
    for (Stage2Feature feature : Stage2Feature.values()) {
      if (has(feature)) {
        words.add(feature.meaning());
      }
    }
    return words;
  }

  /// A power of two in words, as in `2 MiB`.
  static String size(int shift) {
    return (1 << shift % 10) + " " + List.of("B", "KiB", "MiB", "GiB", "TiB").get(shift / 10);
  }
}

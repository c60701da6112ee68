package maplet.model.arch.aarch64;

import java.util.Locale;

/// What a regime's name can ask for besides its geometry; each is a word of the name.
enum Stage2Feature {
  /// VTCR_EL2.DS = 1.
  LPA2("52-bit addresses, address bits 51:50 in descriptor bits 9:8 (FEAT_LPA2, DS = 1)"),
  /// 52-bit output with the 64 KiB granule.
  LPA("52-bit addresses, address bits 51:48 in descriptor bits 15:12 (FEAT_LPA)"),
  /// HCR_EL2.FWB = 1.
  FWB("stage 2 forces memory types (FEAT_S2FWB, HCR_EL2.FWB = 1)"),
  /// XN has two bits.
  XNX("execute permission of EL1 and EL0 apart (FEAT_XNX)"),
  /// VTCR_EL2.HA = 1.
  HA("hardware sets the access flag (FEAT_HAFDBS, HA = 1)"),
  /// VTCR_EL2.HA = HD = 1.
  HD("hardware sets the access flag and the dirty state (FEAT_HAFDBS, HA = HD = 1)");

  private final String meaning;

  Stage2Feature(String meaning) {
    this.meaning = meaning;
  }

  /// As it stands in a regime's name.
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// For people.
  String meaning() {
    return meaning;
  }
}

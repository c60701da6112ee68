package maplet.impl;

import java.util.List;

/// The regimes that tests go through: each architecture, granule, depth and kind of root.
final class TestRegimes {
  static final List<String> IDS =
      List.of(
          "ept-4",
          "ept-5-mbe-ad",
          "ept-4-pa42-noxo-ve-ipat",
          "aarch64-4k-ipa39-l1",
          "aarch64-4k-ipa40-l1",
          "aarch64-4k-ipa43-l1",
          "aarch64-4k-ipa44-l0",
          "aarch64-4k-ipa48-l0",
          "aarch64-el2-4k-va40",
          "riscv-sv39x4",
          "riscv-sv48x4",
          "riscv-sv39x4-svpbmt",
          "riscv-sv48x4-svpbmt",
          "riscv-sv39x4-svadu",
          "riscv-sv48x4-svadu-svnapot-svpbmt",
          "riscv-sv57x4");

  private TestRegimes() {}
}

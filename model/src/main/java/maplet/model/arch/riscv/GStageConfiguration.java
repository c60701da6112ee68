package maplet.model.arch.riscv;

import java.util.ArrayList;
import java.util.List;
import maplet.model.RegimeId;

/// A mode of hgatp and the extensions that change what entries mean. A regime's name says all of
/// it.
///
/// @param mode of hgatp, as in `sv39x4`
/// @param svadu hardware sets the A and D bits (menvcfg.ADUE, henvcfg.ADUE); without it a clear one
///   faults (Svade)
/// @param svnapot leaves of the last level may stand for 64 KiB
/// @param svpbmt leaves have a memory type
record GStageConfiguration(String mode, boolean svadu, boolean svnapot, boolean svpbmt) {
  /// The modes of hgatp, each with one level more than the one before.
  private static final List<String> MODES = List.of("sv39x4", "sv48x4", "sv57x4");

  private static final int FIRST_MODE_LEVELS = 3;

  /// Reads a regime's name: the mode, then in this order `svadu`, `svnapot`, `svpbmt`.
  static GStageConfiguration parse(RegimeId id) {
    return new GStageConfiguration(
        id.takeOneOf(MODES), id.take("svadu"), id.take("svnapot"), id.take("svpbmt"));
  }

  /// The regime's name.
  String id() {
    return "riscv-"
        + mode
        + (svadu ? "-svadu" : "")
        + (svnapot ? "-svnapot" : "")
        + (svpbmt ? "-svpbmt" : "");
  }

  /// What sets it apart, in words.
  List<String> features() {
    List<String> words = new ArrayList<>();
    if (svadu) {
      words.add("hardware sets A and D (Svadu)");
    }
    if (svnapot) {
      words.add("64 KiB pages (Svnapot)");
    }
    if (svpbmt) {
      words.add("memory types (Svpbmt)");
    }
    return List.copyOf(words);
  }

  /// LEVELS of the mode.
  int levels() {
    return FIRST_MODE_LEVELS + MODES.indexOf(mode);
  }

  /// Twelve bits of the page, nine for each level, and two more for the root.
  int inputBits() {
    return 12 + 9 * levels() + 2;
  }
}

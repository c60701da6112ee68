package maplet.model.arch.aarch64;

import java.util.OptionalInt;

/// Which start level SL2:SL0 stands for (pseudocode AArch64.S2StartLevel), processors aside.
final class StartLevels {
  private static final int NONE = Integer.MAX_VALUE;
  private static final int CODES = 8;

  private StartLevels() {}

  /// The start level of a code, SL2:SL0 as a number from 0 to 7; empty where it is reserved.
  static OptionalInt level(TranslationGranule granule, int code) {
    int level =
        switch (granule) {
          case KIB_4 ->
              switch (code) {
                case 0b000 -> 2;
                case 0b001 -> 1;
                case 0b010 -> 0;
                case 0b011 -> 3;
                case 0b100 -> -1;
                default -> NONE;
              };
          case KIB_16 -> code <= 0b011 ? 3 - code : NONE;
          case KIB_64 -> code <= 0b010 ? 3 - code : NONE;
        };
    return level == NONE ? OptionalInt.empty() : OptionalInt.of(level);
  }

  /// The code of a start level, or -1 where the granule has none.
  static int code(TranslationGranule granule, int level) {
    for (int code = 0; code < CODES; code++) {
      if (level(granule, code).equals(OptionalInt.of(level))) {
        return code;
      }
    }
    return -1;
  }
}

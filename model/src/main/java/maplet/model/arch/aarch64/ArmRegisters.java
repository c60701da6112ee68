package maplet.model.arch.aarch64;

import maplet.model.arch.Citation;

/// Where the Arm ARM describes the system registers, and the pseudocode that reads them.
final class ArmRegisters {
  static final String ARM = "Arm ARM DDI 0487";

  private ArmRegisters() {}

  /// A register's own section in D24.2, "General system control registers".
  static Citation register(String name) {
    return Citation.of(ARM, "D24.2 General system control registers, " + name);
  }

  /// A function of the shared pseudocode.
  static Citation pseudocode(String function) {
    return new Citation(ARM, "J1 Armv8 pseudocode, aarch64/translation", function);
  }
}

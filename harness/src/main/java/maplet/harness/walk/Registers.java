package maplet.harness.walk;

import java.util.Map;
import java.util.Objects;
import maplet.model.arch.Citation;
import maplet.model.arch.Regime;
import maplet.model.arch.aarch64.El2Stage1;

/// The registers by which an architecture's hypervisor gives the root and hears of faults.
///
/// @param root what holds the root's address
/// @param leastAlignment of any root, in bytes; larger roots are aligned to their size
/// @param citation what the manual says of that
/// @param cause what holds [maplet.model.arch.Syndrome#cause]
/// @param detail what holds [maplet.model.arch.Syndrome#detail]
record Registers(String root, long leastAlignment, Citation citation, String cause, String detail) {
  private static final Map<String, Registers> BY_ARCHITECTURE =
      Map.of(
          "ept",
          new Registers(
              "EPTP",
              4096,
              Citation.of("Intel SDM volume 3C", "25.6.11 Extended-Page-Table Pointer (EPTP)"),
              "exit reason",
              "exit qualification"),
          "aarch64",
          new Registers(
              "VTTBR_EL2",
              32,
              Citation.of("Arm ARM DDI 0487", "VTTBR_EL2"),
              "ESR_EL2",
              "HPFAR_EL2"),
          "riscv",
          new Registers(
              "hgatp",
              16384,
              Citation.of(
                  "RISC-V privileged architecture",
                  "Guest Physical Address Translation (Two-Stage Address Translation)"),
              "scause",
              "htval"));
  private static final Registers EL2 =
      new Registers(
          "TTBR0_EL2", 32, Citation.of("Arm ARM DDI 0487", "TTBR0_EL2"), "ESR_EL2", "FAR_EL2");

  /// What tables with an address of more than this many bits need besides: 64 bytes on AArch64.
  private static final int PLAIN_ADDRESS_BITS = 48;

  private static final long EXTENDED_ALIGNMENT = 64;

  /// The registers of a regime.
  static Registers of(Regime regime) {
    return regime instanceof El2Stage1
        ? EL2
        : Objects.requireNonNull(BY_ARCHITECTURE.get(regime.architecture()));
  }

  /// How the root of a regime must be aligned, in bytes: to its own size, and to the least that the
  /// register can hold.
  long alignment(Regime regime) {
    int top = regime.levels() - 1;
    long size = (long) Long.BYTES << regime.capabilities().inputBits() - regime.indexShift(top);
    boolean extended = regime.capabilities().outputBits() > PLAIN_ADDRESS_BITS;
    long least = extended ? Math.max(EXTENDED_ALIGNMENT, leastAlignment) : leastAlignment;
    return Math.max(size, least);
  }
}

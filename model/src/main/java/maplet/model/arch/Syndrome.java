package maplet.model.arch;

/// What a processor tells its hypervisor about a fault of the guest's address translation: two
/// words, whose meaning is each architecture's own.
///
/// | architecture | `cause` | `detail` |
/// |---|---|---|
/// | EPT | exit reason (48 violation, 49 misconfiguration) | exit qualification |
/// | AArch64 | ESR_EL2 | HPFAR_EL2 |
/// | RISC-V | scause (20, 21 or 23) | htval |
///
/// @param cause any 64-bit value
/// @param detail any 64-bit value
public record Syndrome(long cause, long detail) {
  /// Both words in hexadecimal.
  @Override
  public String toString() {
    return "cause 0x%x, detail 0x%x".formatted(cause, detail);
  }
}

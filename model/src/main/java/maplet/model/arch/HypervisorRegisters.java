package maplet.model.arch;

/// The registers (or fields of a control structure) by which a hypervisor gives the root of a
/// regime, and hears of faults.
///
/// @param root what holds the root's address, as in `EPTP`
/// @param rootAlignment of the address that it can hold, in bytes: what hardware asks for, where
///   [Regime#rootAlignment] is what Maplet's own allocators give
/// @param citation what the manual says of that
/// @param cause what holds [Syndrome#cause], as in `ESR_EL2`
/// @param detail what holds [Syndrome#detail], as in `HPFAR_EL2`
public record HypervisorRegisters(
    String root, long rootAlignment, Citation citation, String cause, String detail) {}

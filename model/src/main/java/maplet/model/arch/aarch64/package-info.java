/// AArch64 stage 2, as the Arm ARM DDI 0487, chapter D8, says it.
///
/// Used by: [maplet.model.arch.Regimes], and through it the harness. Uses: `maplet.model.arch` and
/// the vocabulary of `maplet.model`; never another architecture.
///
/// ## Design decisions
///
/// - *Slow and literal.* Entries are decoded field by field and walks follow the manual's own
///   steps. Speed belongs to `maplet.impl`, which shares nothing with this.
/// - *A register is a record of its word.* Every 64-bit value can be decoded and encoded again;
///   fields are read through the [maplet.model.arch.Field]s of its format, and `problems` names the
///   rules that a value breaks. Rejected: a component for each field (fifteen booleans and numbers
///   in a row) and constructors that refuse illegal values, for those are what a hypervisor's
///   author looks at.
/// - *Legal VTCR_EL2 values depend on the processor* ([maplet.model.arch.aarch64.Stage2Processor]).
///   Where the manual lets hardware choose between a fault and a clamped value, the value counts as
///   illegal.
/// - *HPFAR_EL2 isn't believed after a permission fault*, unless stage 1's walk faulted: it is
///   UNKNOWN.
/// - *A name is a configuration*, and a configuration that exists is legal: [Stage2Config] refuses
///   the others with the rule that they break. The processor has every feature that the name needs,
///   and FEAT_TTST, so that the narrowest IPA is 16 bits.
/// - *Where the manual leaves a choice*, the pseudocode's is taken, and QEMU's where it has none:
///   descriptor bits 15:12 aren't looked at with the 64 KiB granule without FEAT_LPA (R_WDZFC would
///   allow an address size fault, and prefers it); nT and the Contiguous bit change nothing; a
///   reserved MemAttr is the weakest type that it could be.
@NullMarked
package maplet.model.arch.aarch64;

import org.jspecify.annotations.NullMarked;

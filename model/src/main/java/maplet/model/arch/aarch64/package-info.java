/// AArch64 stage 2, as the Arm ARM DDI 0487, chapter D8, says it.
///
/// Used by: [maplet.model.arch.Regimes], and through it the harness. Uses: `maplet.model.arch` and
/// the vocabulary of `maplet.model`; never another architecture.
///
/// ## Design decisions
///
/// - *Slow and literal.* Entries are decoded field by field and walks follow the manual's own
///   steps. Speed belongs to `maplet.impl`, which shares nothing with this.
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

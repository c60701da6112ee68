/// AArch64 stage 2, as the Arm ARM DDI 0487, chapter D8, says it.
///
/// Used by: [maplet.model.arch.Regimes], and through it the harness. Uses: `maplet.model.arch` and
/// the vocabulary of `maplet.model`; never another architecture.
///
/// ## Design decisions
///
/// - *Slow and literal.* Entries are decoded field by field and walks follow the manual's own
///   steps. Speed belongs to `maplet.impl`, which shares nothing with this.
@NullMarked
package maplet.model.arch.aarch64;

import org.jspecify.annotations.NullMarked;

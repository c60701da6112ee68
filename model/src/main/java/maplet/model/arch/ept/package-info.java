/// Intel EPT, as the Intel SDM volume 3C, chapter 29, says it.
///
/// Used by: [maplet.model.arch.Regimes], and through it the harness. Uses: `maplet.model.arch` and
/// the vocabulary of `maplet.model`; never another architecture.
///
/// ## Design decisions
///
/// - *Slow and literal.* Entries are decoded field by field and walks follow the manual's own
///   steps. Speed belongs to `maplet.impl`, which shares nothing with this.
@NullMarked
package maplet.model.arch.ept;

import org.jspecify.annotations.NullMarked;

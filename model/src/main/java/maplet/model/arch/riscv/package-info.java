/// The RISC-V G-stage, as the privileged architecture, hypervisor extension, says it.
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
/// - *An htval of zero tells nothing*, because a hart may write zero instead of the address.
@NullMarked
package maplet.model.arch.riscv;

import org.jspecify.annotations.NullMarked;

/// The encodings of the RISC-V G-stage (RISC-V privileged architecture, hypervisor extension).
///
/// Used by: `maplet.impl`. Uses: `maplet.impl.table` and the vocabulary of `maplet.model`.
///
/// ## Design decisions
///
/// - *Written from the manual a second time.* Nothing is shared with `maplet.model.arch.riscv`,
///   because the agreement of the two is what the harness checks.
/// - *Numbers, not code*: a regime is one line that fills a [maplet.impl.table.TableFormat].
/// - *Syndromes are made from primitives* ([maplet.impl.arch.riscv.GStageSyndrome]), two words
///   without an object; a caller that wants one may box them.
@NullMarked
package maplet.impl.arch.riscv;

import org.jspecify.annotations.NullMarked;

/// The encodings of AArch64 stage 2 (Arm ARM DDI 0487, chapter D8).
///
/// Used by: `maplet.impl`. Uses: `maplet.impl.table` and the vocabulary of `maplet.model`.
///
/// ## Design decisions
///
/// - *Written from the manual a second time.* Nothing is shared with `maplet.model.arch.aarch64`,
///   because the agreement of the two is what the harness checks.
/// - *Numbers, not code*: a name is parsed into options, and they fill a
///   [maplet.impl.table.TableFormat].
/// - *Syndromes are made from primitives* ([maplet.impl.arch.aarch64.Stage2Syndrome]), two words
///   without an object; a caller that wants one may box them.
@NullMarked
package maplet.impl.arch.aarch64;

import org.jspecify.annotations.NullMarked;

/// The encodings of Intel EPT (Intel SDM volume 3C, chapter 29).
///
/// Used by: `maplet.impl`. Uses: `maplet.impl.table` and the vocabulary of `maplet.model`.
///
/// ## Design decisions
///
/// - *Written from the manual a second time.* Nothing is shared with `maplet.model.arch.ept`,
///   because the agreement of the two is what the harness checks.
/// - *Numbers, not code*: a regime is one line that fills a [maplet.impl.table.TableFormat].
/// - *Syndromes are made from primitives* ([maplet.impl.arch.ept.EptSyndrome]), two words without
///   an object; a caller that wants one may box them.
@NullMarked
package maplet.impl.arch.ept;

import org.jspecify.annotations.NullMarked;

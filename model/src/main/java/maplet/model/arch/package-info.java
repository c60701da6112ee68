/// The language in which architectures are described: fields, entry formats, regimes, walks.
///
/// Used by: the architectures' folders and the harness; never by `maplet.impl`, whose encodings are
/// independent. Uses: the vocabulary of `maplet.model`.
///
/// ## Design decisions
///
/// - *All 64 bits are declared*, reserved and ignored ones too, and a format refuses gaps and
///   overlaps. What isn't declared can't be explained, checked or attested.
/// - *Fields have values*, they aren't flags to be combined: two memory types can't be or-ed into a
///   third.
/// - *Heights instead of levels* outside an architecture's folder: 0 for the level whose leaves are
///   granule-sized. Each manual counts its own way, and two of the three disagree.
/// - *A regime's name is its configuration* ([maplet.model.RegimeId]): description and
///   implementation each build the regime from it, and users can name regimes that no list has.
///   Rejected: a list that both must have, and a shared record of options, which would share its
///   mistakes.
/// - *Hardware's own writes are part of a walk* ([maplet.model.arch.WalkResult.Update]), so that
///   whoever walks for a guest stores them and whoever only asks doesn't.
/// - *What can't happen has a reason* ([maplet.model.arch.Regime#whyNever]): coverage would
///   otherwise not tell an impossible fault from a forgotten one.
/// - *Faults are values* ([maplet.model.arch.WalkResult.Faulted]) with the rule that decided.
/// - *Syndromes are two words* ([maplet.model.arch.Syndrome]) on all architectures, and decoding
///   one leaves out what it doesn't tell instead of guessing ([maplet.model.arch.DecodedFault]).
@NullMarked
package maplet.model.arch;

import org.jspecify.annotations.NullMarked;

/// How to drive an implementation, whatever it is.
///
/// Used by: `nativeabi`, `stdio`, `profile`, `conform`, and `check`, which knows nothing else of
/// what it checks. Uses: the vocabulary of `maplet.model`, `sequence` (what is announced to
/// subjects that are asked ahead), `maplet.impl.memory` (the simulated host), and `maplet.impl` for
/// the subject that is Maplet's own implementation.
///
/// ## Design decisions
///
/// - *A subject answers, a host shows.* The answers come through [maplet.harness.subject.Subject];
///   tables, frames and events are read from the host's memory and log, so no subject is trusted to
///   tell about them.
/// - *Answers in fields, not objects*: a campaign makes a million calls a second.
/// - *Freedoms have names* ([maplet.harness.subject.Freedom]), and a subject is judged on
///   [maplet.harness.subject.Terms] that list them: no tolerance is silent.
/// - *What isn't one of the model's answers is a [maplet.harness.subject.Notice]*, so that the
///   model needn't know that somebody may say "ask again".
@NullMarked
package maplet.harness.subject;

import org.jspecify.annotations.NullMarked;

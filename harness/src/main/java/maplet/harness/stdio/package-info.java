/// Subjects in any language: a process that reads requests and writes replies, JSON Lines, as
/// `src/main/stdio/PROTOCOL.md` specifies.
///
/// Used by: `conform`. Uses: `subject`, `sequence`, `nativeabi` (codes and their meaning are the
/// same), Jackson. Start reading at [maplet.harness.stdio.StdioProvider].
///
/// ## Design decisions
///
/// - *The machine is on the subject's side*, for a process can't share memory in every language.
///   What the subject tells of frames and stores is applied to a copy here, which the oracles read;
///   a dump before the end of each sequence compares the two.
/// - *A failure is an exception* ([maplet.harness.subject.SubjectFailure]), which the checker takes
///   for an answer that is wrong; the next sequence begins in a fresh process. So a sequence that
///   kills is minimised like any other.
/// - *Asked ahead*: a sequence is drawn before it runs, so that the subject works on later
///   operations while earlier ones are judged. Which operation a failure belongs to is seen when
///   the sequence runs again, one by one.
/// - *Numbers of 64 bits are strings*, because many languages' JSON readers round them.
@NullMarked
package maplet.harness.stdio;

import org.jspecify.annotations.NullMarked;

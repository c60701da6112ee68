/// Conformance runs of foreign implementations: a campaign that goes on after what it finds, in a
/// process that may die.
///
/// Used by: `cli`. Uses: `check`, `sequence`, `subject`, `nativeabi`, `stdio`, `profile`, `report`,
/// `trace`, `verdict`. Start reading at [maplet.harness.conform.RegimeCampaign], which does the
/// work in one process, and [maplet.harness.conform.Supervisor], which watches a child process do
/// it.
///
/// How a subject is reached is a [maplet.harness.subject.SubjectProvider]; a further transport is
/// one more case in [maplet.harness.conform.SubjectSpec].
///
/// ## Design decisions
///
/// - *The whole check runs in the child*, not the subject alone: then isolation costs nothing per
///   operation (a round trip between processes costs more than an operation and its check). The
///   child is a JVM of the same class path. A subject that corrupts the child's own memory can
///   spoil a verdict of that child; the parent, the findings and the next child it can't reach.
/// - *A file in memory is the flight recorder*: each operation is written there before it is run,
///   so a crash and a hang are known with the whole sequence that led to them. The same file is the
///   state of the campaign: what is killed resumes there, whoever is killed.
/// - *A finding is on disk before it is minimised*, by a rename of a finished file.
@NullMarked
package maplet.harness.conform;

import org.jspecify.annotations.NullMarked;

/// Conformance runs of foreign implementations: a campaign that goes on after what it finds, in a
/// process that may die.
///
/// Used by: `cli`, `junit`, `museum`. Uses: `check`, `sequence`, `subject`, `nativeabi`, `stdio`,
/// `jvm`, `process`, `profile`, `report`, `trace`, `verdict`. Start reading at
/// [maplet.harness.conform.RegimeCampaign], which does the work in one process, and
/// [maplet.harness.conform.Supervisor], which watches a child process do it.
///
/// How a subject is reached is a [maplet.harness.subject.SubjectProvider]; a further transport is
/// one more case in [maplet.harness.conform.SubjectSpec].
///
/// ## Design decisions
///
/// - *The whole check runs in the child*, not the subject alone: then isolation costs nothing per
///   operation (a round trip between processes costs more than an operation and its check). The
///   child is a JVM of the same class path. A subject that corrupts the child's own memory can
///   spoil a verdict of that child; the counts of the campaign are the parent's, who takes over
///   what can be true, and the findings are files.
/// - *A file in memory is the flight recorder*: each operation is written there before it is run,
///   so a crash and a hang are known with the whole sequence that led to them. A child has one of
///   its own, with check words, that nobody else answers through; the campaign's is its parent's
///   alone, and what is killed resumes there, whoever is killed.
/// - *One campaign a folder*: a lock of the operating system's, which ends with its holder.
/// - *A finding is on disk before it is minimised*, by a rename of a finished file.
@NullMarked
package maplet.harness.conform;

import org.jspecify.annotations.NullMarked;

/// Processes of subjects: nothing that one starts outlives the run, and nothing that one writes
/// fills the disk.
///
/// Used by: `conform`, `stdio`. Uses: nothing of Maplet. Start reading at
/// [maplet.harness.process.ProcessFamily].
///
/// ## Design decisions
///
/// - *A variable of the environment tells who belongs to whom*: parents change when a process ends,
///   sessions and groups when somebody asks for it, the environment is inherited by all.
/// - *A guard is a shell that waits for the end of its input*: that comes whatever ends this
///   process, where a shutdown hook would not be run.
@NullMarked
package maplet.harness.process;

import org.jspecify.annotations.NullMarked;

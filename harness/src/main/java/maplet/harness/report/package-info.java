/// What a user reads: divergences, minimised and explained, and the tables that end a command.
///
/// Used by: `cli`, which prints it. Uses: `check`, `sequence`, `trace`, `explain`, `maplet.model`.
///
/// ## Design decisions
///
/// - *Facts, one `key: value` a line*, not prose: they can be read at a glance, grepped, and
///   compared between two runs.
/// - *Text is returned, not printed*: only `cli` prints, and tests read what users read.
@NullMarked
package maplet.harness.report;

import org.jspecify.annotations.NullMarked;

/// Entries and walks in words, with the manuals' citations.
///
/// Used by: `check`, `report` and `cli`. Uses: `maplet.model` and `maplet.model.arch`; the
/// declarations there are all it knows.
///
/// ## Design decisions
///
/// - *Nothing is known here that isn't declared*: a new regime is explained without a line of code.
/// - *Lines of text are returned*, in columns that a terminal and a report both show.
@NullMarked
package maplet.harness.explain;

import org.jspecify.annotations.NullMarked;

/// Entries and walks in words: every field with its bits, value, meaning and citation, then the verdict.
///
/// Used by: reports and the command line. Uses: `maplet.model.arch` only.
///
/// ## Design decisions
///
/// - *Lines of text, not output.* Explanations are lists of lines; only the command line prints.
/// - *Nothing is known here that a description doesn't say*: no architecture is named, so a new one is
///   explained from the day of its declaration.
/// - *All fields*, the ignored ones too: a bit in the wrong place is found by reading where it is, not
///   where it should be.
@NullMarked
package maplet.harness.explain;

import org.jspecify.annotations.NullMarked;

/// The command line: one class for each command.
///
/// Used by: `harness/bin/maplet`. Uses: everything. Nothing else prints or exits.
///
/// ## Design decisions
///
/// - *Exit codes*: 0 conforms, 1 divergence, 2 bad input, 3 environment; a CI job needs no more
///   than that. Bad input never ends in a stack trace.
/// - *Facts go to standard output, progress to standard error*, so that output can be piped.
/// - *The last line of every command is its verdict*, with its figures.
@NullMarked
package maplet.harness.cli;

import org.jspecify.annotations.NullMarked;

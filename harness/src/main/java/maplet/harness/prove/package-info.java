/// Proofs about the bytecode that ships.
///
/// What lives here: a symbolic executor for JVM bytecode ([Executor] and what it is made of), terms
/// that it makes ([Term], [Logic], [Words], [Memories]), solvers that decide them, and the
/// theorems.
///
/// Who may use it: `harness.cli`. It may use everything but the checking loop.
///
/// ## Design decisions
///
/// - The specification isn't written a second time as formulas: the reference walk and the decoders
///   of `model.arch` are executed symbolically too, from their own bytecode. What is proved is that
///   two pieces of code, written apart, agree for all inputs.
/// - Objects that don't change (a regime, a table format, an enum's constant) are the running JVM's
///   own; calls on them with known arguments are simply made. Only what depends on a variable is
///   executed symbolically.
/// - Exception handlers aren't executed: an exception inside one counts as escaped, and every
///   theorem demands that none escapes.
/// - *A theorem must be seen to fail*: with each proof goes a small mistake in the code that the
///   theorem refutes ([MutantSearch]).
/// - *A counterexample isn't believed either*: the walk's is run on the JVM ([WalkReplay]), with
///   all tables in a memory that a JVM can have where there is such a counterexample.
/// - Reads are pushed through stores, so that a solver sees only reads of the initial memory.
@NullMarked
package maplet.harness.prove;

import org.jspecify.annotations.NullMarked;

/// Exhaustive exploration: every state of a small world, and every operation in each of them.
///
/// Used by: `cli`. Uses: `check`, `sequence`, `subject`, `maplet.model`, `maplet.model.arch` and
/// `maplet.impl.memory`. Start reading at [maplet.harness.explore.Exploration].
///
/// ## Design decisions
///
/// - *The checker of the campaigns, unchanged.* A state is reached by running the operations that
///   lead to it, each of them checked; so all oracles work at every transition, on tables that the
///   implementation made itself, and any subject can be explored. Rejected: putting a snapshot of
///   memory back, which needs a look into the implementation's own fields (its areas), and which
///   the oracles that follow events (frames, invalidation) can't start from. Measured: a transition
///   costs about 20 microseconds, the prototype's snapshots cost 6.
/// - *States have names of 128 bits* ([maplet.harness.check.Checker#takeFingerprint]), taken of the
///   real tables, with frames renumbered, and of the areas. Memory is some thirty bytes a state,
///   whatever the tables' size.
/// - *Breadth first, in order.* States are numbered in the order in which one thread would find
///   them, whatever the number of threads: results and counterexamples are the same, and the first
///   counterexample is a shortest one.
/// - *Dirty frames.* A state's frames don't count, so neither does what their last owner left in
///   them; each visit of a state therefore begins with operations that soil frames, and the model
///   of a host that gives zeroed frames is never what makes a check pass.
/// - *The allocator fails at every request*: each operation is tried with the first request
///   refused, the second, and so on until it gets all that it asks for. After a refusal the state
///   must be the one from before.
/// - *Laws of the model aren't judged here*: `LawsTest` of module `model` exhausts them in every
///   state of a small address space, where they need no tables.
@NullMarked
package maplet.harness.explore;

import org.jspecify.annotations.NullMarked;

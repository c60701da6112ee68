/// The differential check: subject and model side by side, judged after every step.
///
/// Used by: `report`, `cli` and the tests. Uses: `explain`, `sequence`, `subject`, `maplet.model`,
/// `maplet.model.arch` and `maplet.impl.memory`. Start reading at [maplet.harness.check.Checker].
///
/// ## Design decisions
///
/// - *Equal over the whole address space after every step*, not at samples. Untouched entries were
///   equal before, so a step costs what it changed. An audit now and then compares everything.
/// - *A shadow rebuilt from stores*, in their order. It shows what a hardware walker sees between
///   two stores, which the memory read after the step can't; and the order of unlinking and linking
///   needs no special case.
/// - *Expected words, not decoded ones*: the model's mappings are turned into the words that the
///   description asks for. Only a difference is decoded.
/// - *A walk is compared as it goes*, leaf by leaf, where a digest would only say that two lists
///   differ.
/// - *A leaf may move in a remap only*, and there in one store to the one address that was asked
///   for; where the architecture demands a break, it may not even then.
/// - *Frames are an environment*: the model doesn't choose which frame backs a page, it is told,
///   and the frame oracle judges that the frame was fresh, zeroed and nobody else's.
/// - *A sequence goes on after a divergence* where the subject's state can be followed, and ends
///   where it can't: what follows there would be consequences.
@NullMarked
package maplet.harness.check;

import org.jspecify.annotations.NullMarked;

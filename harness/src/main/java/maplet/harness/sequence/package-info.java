/// Operation sequences: the grammar that makes them out of choices, their recording, and the search
/// for a shorter one.
///
/// Used by: `check`, which runs sequences, and the property tests and fuzzers, which supply other
/// choices. Uses: `maplet.model` only.
///
/// ## Design decisions
///
/// - *One grammar over a choice source.* A sequence is decoded from a stream of bounded integers,
///   so a seeded generator, jqwik and a coverage-guided fuzzer all reach the same operations.
///   Rejected: a jqwik `Arbitrary` for operations, which can't run at campaign speed and shrinks by
///   its own rules.
/// - *Operations are primitives here* ([maplet.harness.sequence.OperationSlot]), and
///   [maplet.model.Operation] at the edges. A campaign runs a million of them a second without
///   allocating; people and files see the records.
/// - *A grammar for each layer* ([maplet.harness.sequence.SequenceGrammar]): their operations never
///   mix. They draw operands alike, aimed at areas or at mappings.
/// - *Minimising works on recorded operations*, not on choices: it needs no knowledge of the
///   grammar and works for traces and for subjects in another process.
/// - *The grammar reads the model's state* (where areas begin and end) to aim. A sequence is
///   therefore a function of its seed alone only as long as the subject conforms, which is why a
///   divergence is saved as recorded operations and not as a seed.
@NullMarked
package maplet.harness.sequence;

import org.jspecify.annotations.NullMarked;

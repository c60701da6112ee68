/// Attests the description by machines that other people built: the same table images are walked by
/// [maplet.model.arch.Regime#walk] and by an emulator, and everything that the emulator shows must
/// agree.
///
/// A [Machine] answers [Probe]s with [Answer]s; [Comparison] says whether an answer is what the
/// description expects. Where an emulator is known not to follow the manual, a [Deviation] from a
/// data file says exactly when, and what it does instead; any other difference fails.
///
/// Used by: the command line. Uses: the description and the readers of `harness.trace`; never the
/// implementation.
///
/// ## Design decisions
///
/// - *A probe is a function of its image*: the machine puts every word back after it, so probes
///   don't depend on each other and a difference can be run alone.
/// - *A deviation rewrites the probe, not the answer*: other words, another regime, another
///   address, and the reference walk says what follows. So an entry says what the emulator does in
///   all its consequences, and where it holds, an emulator that follows the manual after all is a
///   difference too. Rejected: tolerating any answer where a condition holds.
/// - *What can't be observed is absent from an answer*, never guessed.
/// - *The generator asks the description only to encode plain entries and to know where a walk
///   would go*; what is wrong in it still shows, because the emulator reads the same words.
@NullMarked
package maplet.harness.attest;

import org.jspecify.annotations.NullMarked;

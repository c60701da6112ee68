package maplet.harness.report;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import maplet.harness.check.Divergence;
import maplet.harness.check.Oracle;
import maplet.harness.check.SequenceRunner;
import maplet.harness.sequence.Minimiser;
import maplet.harness.sequence.RecordedSequence;
import maplet.harness.subject.SubjectProvider;
import maplet.model.arch.Regime;
import maplet.model.arch.WalkResult;

/// A divergence, made as small as possible, with the walk at the address that differs.
///
/// @param original as it was found
/// @param again the same failure with fewer operations; empty when nobody has looked for it, or the
///   operations alone don't show it a second time
/// @param walk the manual's walk for the first address that differs, in the subject's own tables;
///   empty when there is nothing to walk, or the divergence is about no address
public record Reproduction(
    Divergence original, Optional<Divergence> again, Optional<WalkResult> walk) {
  /// Sequences that are run in search of a smaller one.
  private static final int ATTEMPTS = 20_000;

  /// Minimises a divergence by running shorter sequences on the subject.
  ///
  /// A divergence that doesn't show again from its operations alone is kept as it is.
  public static Reproduction of(
      Divergence original, SubjectProvider provider, Set<Oracle> oracles) {
    Regime regime = original.regime();
    try (SequenceRunner runner = new SequenceRunner(regime, provider, oracles)) {
      return of(
          original,
          runner,
          ATTEMPTS,
          () -> true,
          found -> found.first().oracle() == original.first().oracle());
    }
  }

  /// The same without a limit of time.
  public static Reproduction of(Divergence original, SequenceRunner runner, int attempts) {
    return of(original, runner, attempts, Duration.ofDays(1));
  }

  /// Minimises a divergence on a runner like the one that found it; what [Divergence#isLike] looks
  /// at stays the same: kind, oracle, operation, rule and symptom.
  ///
  /// @param attempts sequences to run at most
  /// @param most no further one is run after so long
  public static Reproduction of(
      Divergence original, SequenceRunner runner, int attempts, Duration most) {
    long started = System.nanoTime();
    BooleanSupplier hasTime = () -> System.nanoTime() - started < most.toNanos();
    return of(original, runner, attempts, hasTime, original::isLike);
  }

  /// A divergence as it was found: nobody has tried to make it smaller, or its operations didn't
  /// show it a second time (somebody killed the subject, or it depends on time).
  public static Reproduction unreproduced(Divergence original) {
    return new Reproduction(original, Optional.empty(), Optional.empty());
  }

  /// The divergence as small as it is known.
  public Divergence minimised() {
    return again.orElse(original);
  }

  private static Reproduction of(
      Divergence original,
      SequenceRunner runner,
      int attempts,
      BooleanSupplier hasTime,
      Predicate<Divergence> isAlike) {
    Regime regime = original.regime();
    Predicate<RecordedSequence> fails =
        sequence -> runner.replayUntil(original.setup(), sequence, isAlike).isPresent();
    if (!fails.test(original.operations())) {
      return unreproduced(original);
    }
    Predicate<RecordedSequence> failsInTime =
        sequence -> hasTime.getAsBoolean() && fails.test(sequence);
    Minimiser minimiser = new Minimiser(failsInTime, regime.capabilities().granule(), attempts);
    RecordedSequence smallest = minimiser.minimise(original.operations());
    Optional<Divergence> minimised = runner.replayUntil(original.setup(), smallest, isAlike);
    if (minimised.isEmpty()) {
      return unreproduced(original);
    }
    return new Reproduction(original, minimised, DecidingWalk.of(minimised.get(), runner));
  }
}

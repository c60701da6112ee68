package maplet.harness.subject;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import maplet.harness.sequence.RecordedSequence;
import maplet.model.Capabilities;

/// Makes address spaces of one implementation.
public interface SubjectProvider extends AutoCloseable {
  /// Name for reports.
  String name();

  /// The machine that this implementation's subjects run on.
  default SimulatedHost host(Capabilities capabilities) {
    return new SimulatedHost(SimulatedHost.CAMPAIGN_SIZE, capabilities);
  }

  /// Which events the subjects tell of themselves.
  default Set<Report> reports() {
    return EnumSet.allOf(Report.class);
  }

  /// Whether subjects are to hear of a sequence's operations before they are asked for them.
  default boolean isAskedAhead() {
    return false;
  }

  /// What the subject that is opened next will be asked, in this order, up to the first divergence;
  /// its end is not among it. Where nothing was announced, nothing is known.
  ///
  /// @param interval after each so many operations it is asked to show its tables
  default void announce(RecordedSequence operations, int interval) {}

  /// From now on a subject that doesn't answer for so long hangs.
  ///
  /// @param patience at least what its first answer takes
  default void patience(Duration patience) {}

  /// What an exception of a subject means, where it means more than a wrong answer.
  default Optional<SubjectFailure> failure(Throwable thrown) {
    return Optional.empty();
  }

  /// No subject will be opened any more.
  @Override
  default void close() {}

  /// An address space that isn't created yet, on a host of its own.
  ///
  /// @param regimeId as in [maplet.model.arch.Regime#id]
  /// @throws IllegalArgumentException when the implementation doesn't support the regime
  Subject open(String regimeId, SimulatedHost host);
}

package maplet.harness.explore;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import maplet.harness.check.Oracle;
import maplet.harness.subject.SubjectProvider;
import maplet.model.arch.Regime;
import org.apache.commons.lang3.Validate;

/// What to explore, and with what.
///
/// @param jobs threads, 1 or more; they make no difference to the result
/// @param mostStates where the exploration gives up, as memory is bounded
/// @param oracles the judgements that count
/// @param checkpoint a file that a later run goes on from; of one build of the subject only
public record ExplorationPlan(
    Regime regime,
    SubjectProvider provider,
    World world,
    int jobs,
    int mostStates,
    Set<Oracle> oracles,
    Optional<Path> checkpoint) {
  public ExplorationPlan {
    oracles = Set.copyOf(oracles);
    Validate.isTrue(jobs >= 1, "jobs (%d) must be at least 1", jobs);
    Validate.isTrue(mostStates >= 1, "states (%d) must be at least 1", mostStates);
  }

  /// Names what is explored, on the first line of a checkpoint.
  String title() {
    return "%s %s regions %d, %d operations, %d questions, subject %s, oracles %s"
        .formatted(
            regime.id(),
            world.kind(),
            world.regions(),
            world.operations().size(),
            world.questions().size(),
            provider.name(),
            oracles.stream().sorted().toList());
  }
}

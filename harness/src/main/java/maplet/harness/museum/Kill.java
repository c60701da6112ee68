package maplet.harness.museum;

import java.time.Duration;

/// How a planted bug was found.
///
/// @param oracle that named it, or `crash`, `hang`, `scribble`
/// @param operations of the minimised sequence
/// @param toKill from the start of the campaign (in C: of its process) to the divergence
/// @param toMinimise what came after
public record Kill(String oracle, int operations, Duration toKill, Duration toMinimise) {}

package maplet.harness.museum;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.commons.lang3.Validate;

/// What a visit to the museum is to show.
///
/// @param exhibits in the order in which they are shown
/// @param seed names all sequences
/// @param time for each bug at most; then it survives
/// @param jobs bugs that are hunted at the same time, at least 1
/// @param compiler of C; without one, the C half isn't shown
public record MuseumPlan(
    List<Exhibit> exhibits, long seed, Duration time, int jobs, Optional<Path> compiler) {
  public MuseumPlan {
    exhibits = List.copyOf(exhibits);
    Validate.isTrue(jobs >= 1, "jobs (%d) must be at least 1", jobs);
  }

  /// This machine's gcc, where there is one on the PATH.
  public static Optional<Path> findCompiler() {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(path.split(File.pathSeparator))
        .map(each -> Path.of(each, "gcc"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /// Whether a bug of this half is to be shown.
  boolean has(Half half) {
    return exhibits.stream().anyMatch(each -> each.half() == half);
  }

  /// Runs it.
  ///
  /// @param progress hears of each bug that was hunted, from any thread
  public MuseumResult run(Consumer<Showing> progress) throws Exception {
    return new Museum(this, progress).run();
  }
}

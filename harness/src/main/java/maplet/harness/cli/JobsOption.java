package maplet.harness.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `--jobs`: how many threads work.
final class JobsOption {
  private final int most;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(names = "--jobs", paramLabel = "N", description = "Threads (default: one for each core).")
  private int jobs;

  /// @param most threads that the command can use
  JobsOption(int most) {
    this.most = most;
    jobs = Math.min(most, Runtime.getRuntime().availableProcessors());
  }

  /// The number of threads.
  ///
  /// @throws ParameterException for a number that makes no sense
  int count() {
    if (jobs < 1 || jobs > most) {
      throw new ParameterException(
          spec.commandLine(), "--jobs %d: expected 1 to %d".formatted(jobs, most));
    }
    return jobs;
  }
}

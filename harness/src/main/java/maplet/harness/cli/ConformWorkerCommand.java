package maplet.harness.cli;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import maplet.harness.conform.ConformPlan;
import maplet.harness.conform.Worker;
import maplet.harness.subject.SubjectFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `maplet conform-worker`: what `maplet conform` starts as a child process.
@Command(
    name = "conform-worker",
    hidden = true,
    description = "The child process of 'maplet conform'; takes commands on standard input.")
final class ConformWorkerCommand implements Callable<Integer> {
  @Mixin private ConformOptions options = new ConformOptions();

  @Option(names = "--recorder", required = true, paramLabel = "FILE")
  private Path recorder = Path.of("");

  @Option(names = "--nonce", required = true, paramLabel = "N")
  private long nonce;

  @Override
  public Integer call() throws Exception {
    // The limits come with each command.
    ConformPlan plan = options.plan(1, Duration.ofDays(1), Duration.ofDays(1), true);
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try {
      Worker.run(plan, plan.regimes().getFirst(), recorder, nonce, commands);
      return ExitCodes.CONFORMS;
    } catch (SubjectFailure e) {
      // The last words, by which the parent knows what it was.
      System.err.println(e.getMessage());
      return ExitCodes.ENVIRONMENT;
    }
  }
}

package maplet.harness.conform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import maplet.harness.report.DivergenceReport;
import maplet.harness.trace.Trace;
import maplet.harness.trace.TraceReader;

/// Runs one recorded trace on a subject.
public final class TraceRun {
  private TraceRun() {}

  /// Runs a trace.
  ///
  /// @return what diverged, line by line; empty where nothing did
  public static List<String> run(ConformPlan plan, Path file)
      throws IOException, InterruptedException {
    String regime = TraceReader.read(file).header().regime();
    Files.createDirectories(plan.folder());
    Path recording = Files.createTempFile(plan.folder(), "replay", ".recorder");
    Path report = plan.folder().resolve("replay.txt");
    try (FlightRecorder recorder = FlightRecorder.open(recording)) {
      if (plan.inProcess()) {
        try (RegimeCampaign campaign =
            new RegimeCampaign(
                plan, regime, plan.provider(), recorder, new FindingStore(plan.folder()))) {
          return explain(campaign, file);
        }
      }
      try (ChildProcess child = new ChildProcess(plan, regime, recorder, recording)) {
        String command = Worker.EXPLAIN + file + Worker.TO + report;
        return switch (child.command(command, plan.patience())) {
          case ANSWERED -> Files.readAllLines(report);
          case DIED ->
              List.of("divergence: crash", "step: " + step(recorder), "actual: " + child.reason());
          case HUNG -> List.of("divergence: hang", "step: " + step(recorder));
        };
      }
    } finally {
      Files.deleteIfExists(recording);
      Files.deleteIfExists(report);
    }
  }

  private static String step(FlightRecorder recorder) {
    int steps = recorder.steps().size();
    return steps + ", " + Findings.lastOperation(recorder.steps());
  }

  /// Runs a trace in this process, see [#run].
  static List<String> explain(RegimeCampaign campaign, Path file) throws IOException {
    Trace trace = TraceReader.read(file);
    return campaign.replay(trace).stream()
        .findFirst()
        .map(divergence ->
            DivergenceReport.lines(
                campaign.explain(divergence), file.toString(), "this command again"))
        .orElse(List.of());
  }
}

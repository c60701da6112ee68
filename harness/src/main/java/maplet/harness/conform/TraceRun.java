package maplet.harness.conform;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import maplet.harness.report.DivergenceReport;
import maplet.harness.subject.SubjectFailure;
import maplet.harness.trace.Trace;
import maplet.harness.trace.TraceReader;

/// Runs one recorded trace on a subject.
public final class TraceRun {
  private static final String RECORDING = "replay.recorder";

  private TraceRun() {}

  /// Runs a trace.
  ///
  /// @return what diverged, line by line; empty where nothing did
  public static List<String> run(ConformPlan plan, Path file)
      throws IOException, InterruptedException {
    String regime = TraceReader.read(file).header().regime();
    Path scratch = Files.createTempDirectory("maplet-replay");
    Path report = scratch.resolve("replay.txt");
    try (FlightRecorder recorder = FlightRecorder.open(scratch.resolve(RECORDING))) {
      recorder.restart(0);
      if (plan.inProcess()) {
        try (RegimeCampaign campaign =
            new RegimeCampaign(
                plan, regime, plan.provider(), recorder, new FindingStore(plan.folder()))) {
          return explain(campaign, file);
        } catch (SubjectFailure e) {
          return List.of(
              "divergence: " + e.kind(), "step: 0, " + Findings.LOAD, "actual: " + e.getMessage());
        }
      }
      try (ChildProcess child = new ChildProcess(plan, regime, recorder, scratch)) {
        ChildProcess.End end = child.loaded();
        if (end == ChildProcess.End.ANSWERED) {
          end = child.command(Worker.EXPLAIN + file + Worker.TO + report, plan.patience());
          if (end == ChildProcess.End.ANSWERED) {
            return Files.readAllLines(report);
          }
        }
        String kind =
            switch (end) {
              case DIED -> "crash";
              case HUNG -> "hang";
              case DAMAGED, ANSWERED -> "scribble";
            };
        return List.of(
            "divergence: " + kind,
            "step: " + step(child.loaded(), child.recorder()),
            "actual: " + child.reason(end));
      }
    } finally {
      delete(scratch);
    }
  }

  /// Deletes a folder of files that are all this class's.
  static void delete(Path folder) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(folder);
  }

  private static String step(ChildProcess.End loaded, FlightRecorder recorder) {
    if (loaded != ChildProcess.End.ANSWERED) {
      return "0, " + Findings.LOAD;
    }
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

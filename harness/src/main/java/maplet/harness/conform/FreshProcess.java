package maplet.harness.conform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import maplet.harness.check.Divergence;
import maplet.harness.check.Violation;
import maplet.harness.subject.SubjectFailure;
import maplet.harness.subject.SubjectProvider;
import maplet.harness.trace.Trace;
import maplet.harness.trace.TraceReader;
import maplet.harness.trace.TraceWriter;
import maplet.harness.verdict.FindingName;

/// Runs traces and sequences where nothing else has run before: in a child process; where the
/// subject has one of its own, in a fresh one of those; an object of this process can only be asked
/// for a fresh space.
final class FreshProcess {
  private final ConformPlan plan;
  private final String regime;

  FreshProcess(ConformPlan plan, String regime) {
    this.plan = plan;
    this.regime = regime;
  }

  /// The names of what a trace shows.
  List<FindingName> names(Path trace) throws IOException, InterruptedException {
    return run(Worker.NAMES + trace, campaign -> names(campaign, TraceReader.read(trace)));
  }

  /// Runs sequences of the campaign once more.
  ///
  /// @param from number of the first
  /// @param to number of the last
  /// @param wanted what they are to show
  /// @param trace of the sequence that shows it: all operations up to where it does
  /// @return whether they show it
  boolean shows(long from, long to, FindingName wanted, Path trace)
      throws IOException, InterruptedException {
    String command =
        "%s%d %d %s%s%s".formatted(Worker.AGAIN, from, to, wanted.word(), Worker.AS, trace);
    return run(command, campaign -> again(plan, campaign, from, to, wanted.word(), trace))
        .contains(wanted);
  }

  /// What is run in the process.
  private interface Work {
    List<FindingName> run(RegimeCampaign campaign) throws IOException;
  }

  private List<FindingName> run(String command, Work work)
      throws IOException, InterruptedException {
    Path scratch = Files.createTempDirectory("maplet-fresh");
    Path answer = scratch.resolve("names.json");
    try (FlightRecorder recorder = FlightRecorder.open(scratch.resolve("recorder"))) {
      recorder.restart(0);
      if (plan.subject().hasOwnProcess() || plan.subject().isGiven()) {
        try (SubjectProvider provider = plan.provider();
            RegimeCampaign campaign =
                new RegimeCampaign(
                    plan, regime, provider, recorder, new FindingStore(plan.folder()))) {
          return work.run(campaign);
        } catch (SubjectFailure e) {
          return List.of(Findings.name(LoadFailure.divergence(plan.regime(regime), e)));
        }
      }
      try (ChildProcess child = new ChildProcess(plan, regime, recorder, scratch)) {
        boolean isLoaded = child.loaded() == ChildProcess.End.ANSWERED;
        ChildProcess.End end =
            isLoaded
                ? child.command(command + Worker.TO + answer, plan.patience())
                : child.loaded();
        return end == ChildProcess.End.ANSWERED
            ? NameFile.read(answer)
            : List.of(failure(child, end, isLoaded ? "" : Violation.IN_LOAD));
      }
    } finally {
      TraceRun.delete(scratch);
    }
  }

  private FindingName failure(ChildProcess child, ChildProcess.End end, String where)
      throws IOException, InterruptedException {
    return Findings.name(
        LastWords.divergence(
            plan.regime(regime), "", child.recorder(), end, where, child.reason(end)));
  }

  /// As [#names], in the process that it is about.
  static List<FindingName> names(RegimeCampaign campaign, Trace trace) {
    List<Divergence> shown = new ArrayList<>(campaign.replay(trace));
    if (shown.stream().anyMatch(FreshProcess::lacksWords)) {
      shown.addAll(campaign.replay(trace));
    }
    return shown.stream().map(Findings::name).toList();
  }

  /// A native library's first panic is without its words, see `ErrorCapture`.
  private static boolean lacksWords(Divergence divergence) {
    return divergence.place().isEmpty()
        && divergence.failure().equals(Optional.of(SubjectFailure.Kind.PANIC));
  }

  /// As [#shows], in the process that it is about.
  ///
  /// @param wanted the word of the name
  static List<FindingName> again(
      ConformPlan plan, RegimeCampaign campaign, long from, long to, String wanted, Path trace)
      throws IOException {
    Optional<Divergence> met = campaign.again(from, to, wanted);
    List<FindingName> names = new ArrayList<>();
    if (met.isPresent()) {
      names.add(Findings.name(met.get()));
      Trace whole = new Findings(plan).trace(names.getFirst(), met.get(), OptionalLong.empty());
      TraceWriter.write(trace, whole);
    }
    return names;
  }
}

package maplet.harness.conform;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import maplet.harness.subject.Report;
import maplet.harness.subject.SubjectFailure;
import maplet.harness.subject.SubjectProvider;
import maplet.harness.text.ShellWord;
import maplet.harness.verdict.ConformReport;
import maplet.harness.verdict.Expectation;
import maplet.harness.verdict.RegimeVerdict;
import maplet.harness.verdict.TriedExpectation;
import maplet.model.arch.Regime;

/// Runs a plan: regime after regime, in this process or in children.
public final class Conformance {
  private final ConformPlan plan;
  private final Consumer<String> progress;
  private String subject = "?";
  private final List<RegimeVerdict> verdicts = new CopyOnWriteArrayList<>();
  private volatile List<TriedExpectation> tried = List.of();
  private volatile Optional<Supplier<RegimeVerdict>> current = Optional.empty();
  private Set<Report> reports = EnumSet.allOf(Report.class);

  /// @param progress hears what begins
  public Conformance(ConformPlan plan, Consumer<String> progress) {
    this.plan = plan;
    this.progress = progress;
  }

  /// Runs the plan, from where an earlier run of the same plan was interrupted.
  ///
  /// @param expectations of what diverges
  public ConformReport run(List<Expectation> expectations)
      throws IOException, InterruptedException {
    ExpectedNames.check(expectations);
    try (FolderLock _ = FolderLock.take(plan.folder())) {
      return runAlone(expectations);
    }
  }

  private ConformReport runAlone(List<Expectation> expectations)
      throws IOException, InterruptedException {
    ChildProcess.sweep(plan.folder());
    tried = new ExpectationTrial(plan, progress).run(expectations);
    long fingerprint = Fingerprint.of(plan);
    for (String regime : plan.regimes()) {
      verdicts.add(runRegime(regime, fingerprint));
      current = Optional.empty();
    }
    return report(verdicts, List.of());
  }

  /// What there is while [#run] is at work in another thread: for a run that is interrupted.
  public ConformReport soFar() throws IOException {
    List<RegimeVerdict> known = new ArrayList<>(verdicts);
    current.ifPresent(running -> known.add(running.get()));
    return report(known, List.of("the run was interrupted"));
  }

  private ConformReport report(List<RegimeVerdict> known, List<String> more) throws IOException {
    FindingStore store = new FindingStore(plan.folder());
    return ConformReport.of(
        subject,
        plan.profileName(),
        plan.seed(),
        known,
        store.all().stream().filter(each -> plan.regimes().contains(each.name().regime())).toList(),
        tried,
        Stream.of(
                more.isEmpty()
                    ? Unjudged.note(plan.subject().transport(), reports).stream()
                    : more.stream(),
                Unjudged.switchedOff(plan).stream(),
                Unjudged.unprotected(plan).stream())
            .flatMap(notes -> notes)
            .toList());
  }

  /// Forgets what an interrupted run of the plan left.
  public void forget() throws IOException {
    for (String regime : plan.regimes()) {
      Files.deleteIfExists(plan.recorder(regime));
    }
  }

  private RegimeVerdict runRegime(String regime, long fingerprint)
      throws IOException, InterruptedException {
    FindingStore store = new FindingStore(plan.folder());
    try (FlightRecorder recorder = FlightRecorder.open(plan.recorder(regime))) {
      if (recorder.isResumable(fingerprint)) {
        progress.accept(
            "%s: resuming at sequence %d (to start anew: %s)"
                .formatted(
                    regime,
                    recorder.sequence(),
                    ShellWord.command(List.of("rm", plan.recorder(regime).toString()))));
      } else {
        recorder.restart(fingerprint);
        store.clear(regime);
        progress.accept(regime + ": " + plan.regime(regime).title());
      }
      current = Optional.of(() -> soFar(regime, recorder));
      if (plan.inProcess()) {
        runHere(regime, recorder, store);
      } else {
        new Supervisor(plan, regime, recorder).run();
      }
      new Verification(plan, regime, new FindingStore(plan.folder())).run();
      recorder.phase(FlightRecorder.Phase.FINISHED);
      return soFar(regime, recorder);
    }
  }

  private RegimeVerdict soFar(String regime, FlightRecorder recorder) {
    subject = recorder.name();
    reports = recorder.reports();
    return verdict(plan.regime(regime), recorder, recorder.totals());
  }

  private RegimeVerdict verdict(Regime regime, FlightRecorder recorder, Totals totals) {
    return new RegimeVerdict(
        regime.id(),
        recorder.sequence(),
        recorder.operations(),
        recorder.nanos() / 1e9,
        Rows.of(plan, regime, totals, reports),
        Exercised.of(plan, regime, totals, reports),
        CountCheck.faults(recorder.sequence(), recorder.operations(), totals));
  }

  private void runHere(String regime, FlightRecorder recorder, FindingStore store)
      throws IOException, InterruptedException {
    SubjectProvider loaded;
    try {
      loaded = plan.provider();
    } catch (SubjectFailure e) {
      LoadFailure.keep(plan, regime, recorder, store, e);
      return;
    }
    try (SubjectProvider provider = loaded) {
      recorder.describe(provider.name(), provider.reports());
      RegimeCampaign campaign = new RegimeCampaign(plan, regime, provider, recorder, store);
      Watch watch = new Watch(recorder, plan.patience());
      Runnable work = () -> campaign.run(plan.sequences(), plan.timeForEach().toNanos(), false);
      if (plan.subject().hasOwnProcess()) {
        work.run(); // who waits for that process sees that it hangs
      } else {
        Optional<String> hang = watch.run(work);
        if (hang.isPresent()) {
          new LastWords(plan, regime, recorder, store, ChildProcess.End.HUNG, 0)
              .keepWhole("", hang.get());
          store.flush();
          return; // its memory is still in use
        }
      }
      campaign.close();
    }
  }
}

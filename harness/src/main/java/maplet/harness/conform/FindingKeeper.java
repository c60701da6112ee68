package maplet.harness.conform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import maplet.harness.check.Divergence;
import maplet.harness.check.SequenceRunner;
import maplet.harness.check.TraceReplay;
import maplet.harness.report.Reproduction;
import maplet.harness.report.TraceConversion;
import maplet.harness.subject.SubjectFailure;
import maplet.harness.subject.SubjectProvider;
import maplet.harness.trace.Trace;
import maplet.harness.trace.TraceReader;
import maplet.harness.verdict.Example;
import maplet.harness.verdict.Finding;
import maplet.harness.verdict.FindingName;

/// Keeps what the sequences of a campaign show: at once as it is, for the process may not come to
/// the sequence's end, and after the sequence as small as it gets.
final class FindingKeeper {
  /// Sequences that are run in search of a smaller one.
  private static final int ATTEMPTS = 3000;

  /// The same for further examples.
  private static final int EXAMPLE_ATTEMPTS = 300;

  /// The same where each try may take as long as the subject may.
  private static final int HANGING_ATTEMPTS = 16;

  /// Divergences of one name in which further examples are looked for.
  private static final int MOST_TRIES = 6;

  private static final Duration SHORT_PATIENCE = Duration.ofSeconds(1);

  /// For one finding.
  private static final Duration MOST_TIME = Duration.ofSeconds(20);

  private final ConformPlan plan;
  private final String regime;
  private final Findings findings;
  private final FindingStore store;
  private final FlightRecorder recorder;
  private final SequenceRunner runner;
  private final SubjectProvider provider;
  private final long since;
  private final Map<FindingName, Integer> tries = new HashMap<>();

  /// Findings of this sequence that nobody has made smaller yet.
  private final Set<FindingName> fresh = new HashSet<>();

  FindingKeeper(
      ConformPlan plan,
      SequenceRunner runner,
      SubjectProvider provider,
      FlightRecorder recorder,
      FindingStore store) {
    this.plan = plan;
    this.regime = runner.regime().id();
    this.findings = new Findings(plan);
    this.store = store;
    this.recorder = recorder;
    this.runner = runner;
    this.provider = provider;
    this.since = recorder.sequence();
  }

  /// A sequence that runs has just shown something.
  void found(Divergence divergence) {
    FindingName name = Findings.name(divergence);
    if (store.find(name).isEmpty()) {
      put(Reproduction.unreproduced(divergence), false, recorder.sequence(), recorder.seed());
      fresh.add(name);
    }
  }

  /// A sequence has ended.
  ///
  /// @param divergences all that it has shown
  void ended(List<Divergence> divergences) {
    for (Divergence divergence : divergences) {
      FindingName name = Findings.name(divergence);
      if (fresh.remove(name)) {
        minimise(name, divergence, recorder.sequence(), recorder.seed());
      } else {
        store.count(name);
        addExample(name, divergence);
      }
    }
  }

  /// Makes smaller what a process that was ended hadn't come to.
  void resume() {
    for (Finding finding : store.all(regime)) {
      if (!finding.minimised() && !isOfProcess(finding)) {
        Example example = finding.first();
        Optional<Divergence> again = replay(finding);
        if (again.isPresent()) {
          minimise(finding.name(), again.get(), example.sequence(), example.seed());
        } else {
          store.put(finding.withMinimised());
        }
      }
    }
  }

  /// Whether to show a finding again would end this process.
  private boolean isOfProcess(Finding finding) {
    String kind = finding.name().kind();
    boolean ends =
        kind.equals(SubjectFailure.Kind.CRASH.toString())
            || kind.equals(SubjectFailure.Kind.HANG.toString());
    return ends && !plan.subject().hasOwnProcess();
  }

  private Optional<Divergence> replay(Finding finding) {
    try {
      Trace trace = TraceReader.read(store.file(finding.first()));
      return runner.replayUntil(
          TraceReplay.setup(trace),
          TraceConversion.operations(trace),
          found -> Findings.name(found).equals(finding.name()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void minimise(FindingName name, Divergence divergence, long sequence, long seed) {
    Reproduction smaller = reproduce(divergence, ATTEMPTS);
    FindingName smallest = Findings.name(smaller.minimised());
    put(smaller, true, sequence, seed);
    try {
      store.move(name, smallest);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void addExample(FindingName name, Divergence divergence) {
    Optional<Finding> known = store.find(name);
    boolean wanted =
        known.isPresent()
            && !isHang(divergence)
            && known.get().minimised()
            && known.get().examples().size() < Finding.MOST_EXAMPLES
            && tries.merge(name, 1, Integer::sum) <= MOST_TRIES;
    if (!wanted) {
      return;
    }
    Reproduction smaller = reproduce(divergence, EXAMPLE_ATTEMPTS);
    Finding finding = known.get();
    if (smaller.again().isEmpty() || !Findings.name(smaller.minimised()).equals(name)) {
      return;
    }
    String trace = FindingStore.traceName(name, finding.examples().size() + 1);
    Divergence smallest = smaller.minimised();
    Example example = Findings.example(trace, smallest, recorder.sequence(), recorder.seed());
    boolean isNew =
        finding.examples().stream().noneMatch(each -> each.steps().equals(example.steps()));
    if (isNew) {
      store.add(name, example, findings.trace(name, smallest, OptionalLong.of(recorder.seed())));
    }
  }

  private static boolean isHang(Divergence divergence) {
    return divergence.failure().equals(Optional.of(SubjectFailure.Kind.HANG));
  }

  private Reproduction reproduce(Divergence original, int attempts) {
    recorder.phase(FlightRecorder.Phase.MINIMISING);
    long started = System.nanoTime();
    boolean hangs = isHang(original);
    provider.patience(hangs ? SHORT_PATIENCE : plan.patience());
    int most = hangs ? HANGING_ATTEMPTS : attempts;
    Reproduction smaller = Reproduction.of(original, runner, most, MOST_TIME);
    provider.patience(plan.patience());
    recorder.minimised(System.nanoTime() - started);
    return smaller;
  }

  private void put(Reproduction reproduction, boolean minimised, long sequence, long seed) {
    Finding finding = findings.of(reproduction, minimised, sequence, since, seed);
    store.put(
        finding, findings.trace(finding.name(), reproduction.minimised(), OptionalLong.of(seed)));
  }
}

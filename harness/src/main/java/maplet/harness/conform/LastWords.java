package maplet.harness.conform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import maplet.harness.check.Divergence;
import maplet.harness.check.TraceReplay;
import maplet.harness.check.Violation;
import maplet.harness.report.Reproduction;
import maplet.harness.report.TraceConversion;
import maplet.harness.sequence.Minimiser;
import maplet.harness.sequence.RecordedSequence;
import maplet.harness.sequence.Setup;
import maplet.harness.trace.Trace;
import maplet.harness.trace.TraceReader;
import maplet.harness.trace.TraceWriter;
import maplet.harness.verdict.Finding;
import maplet.harness.verdict.FindingName;
import maplet.model.arch.Regime;

/// A sequence that a child didn't survive: kept at once, then made smaller by children that run
/// parts of it.
///
/// A part that does no harm costs a child nothing, one that kills costs another child; so the
/// search begins with the last operation alone, and goes back step by step to the shortest end that
/// kills. Often only its first and last operation are needed.
final class LastWords {
  private static final Duration MOST_TIME = Duration.ofSeconds(20);
  private static final Duration SHORT_PATIENCE = Duration.ofSeconds(1);
  private static final int ATTEMPTS = 500;

  /// Ends of a sequence that are tried one by one; longer ones in doubling steps.
  private static final int SINGLE_STEPS = 128;

  /// Of what happens before there is an address space.
  static final Setup ANYWHERE = new Setup(0, 1L << 24);

  private static final String CANDIDATE = ".candidate";

  private final ConformPlan plan;
  private final String regime;
  private final FlightRecorder recorder;
  private final Findings findings;
  private final FindingStore store;
  private final ChildProcess.End end;
  private final long deadline = System.nanoTime() + MOST_TIME.toNanos();

  private final long since;

  private String wantedPlace = "";
  private Optional<ChildProcess> child = Optional.empty();

  /// @param end how the child ended
  /// @param since number of the first sequence of that child
  LastWords(
      ConformPlan plan,
      String regime,
      FlightRecorder recorder,
      FindingStore store,
      ChildProcess.End end,
      long since) {
    this.end = end;
    this.since = since;
    this.plan = plan;
    this.regime = regime;
    this.recorder = recorder;
    this.findings = new Findings(plan);
    this.store = store;
  }

  /// Keeps what the recorder has as a finding, and makes it smaller.
  ///
  /// @param where it happened, [Violation#IN_LOAD] or nothing
  /// @param reason how it ended, in words
  void keep(String where, String reason) throws IOException, InterruptedException {
    Optional<Divergence> whole = keepWhole(where, reason);
    if (whole.isPresent() && whole.get().operations().size() > 0) {
      minimise(whole.get(), recorder.sequence(), recorder.seed());
    }
  }

  /// Makes smaller what a process that was ended hadn't come to.
  void resume(Finding finding) throws IOException, InterruptedException {
    Trace trace = TraceReader.read(store.file(finding.first()));
    Setup setup = TraceReplay.setup(trace);
    RecordedSequence operations = TraceConversion.operations(trace);
    Divergence whole = divergence(setup, operations, finding.actual(), finding.name().place());
    minimise(whole, finding.first().sequence(), finding.first().seed());
  }

  private void minimise(Divergence original, long sequence, long seed)
      throws IOException, InterruptedException {
    Setup setup = original.setup();
    wantedPlace = original.place();
    long started = System.nanoTime();
    Optional<RecordedSequence> smallest = minimise(setup, original.operations(), end);
    recorder.minimised(System.nanoTime() - started);
    Optional<Divergence> minimised =
        smallest.map(part -> divergence(setup, part, original.first().actual(), original.place()));
    put(new Reproduction(original, minimised, Optional.empty()), true, sequence, seed);
  }

  /// Keeps what the recorder has as a finding.
  ///
  /// @return what is kept, empty where such a finding was known
  Optional<Divergence> keepWhole(String where, String reason) {
    Divergence original =
        divergence(plan.regime(regime), recorder.name(), recorder, end, where, reason);
    FindingName name = Findings.name(original);
    if (store.find(name).isPresent()) {
      store.count(name);
      return Optional.empty();
    }
    boolean isSmallest = original.operations().size() == 0;
    put(Reproduction.unreproduced(original), isSmallest, recorder.sequence(), recorder.seed());
    return Optional.of(original);
  }

  /// What a recorder says of a process that gave no answer.
  ///
  /// @param where it happened, [Violation#IN_LOAD] or nothing
  static Divergence divergence(
      Regime regime,
      String subject,
      FlightRecorder recorder,
      ChildProcess.End end,
      String where,
      String reason) {
    boolean isLoading = where.equals(Violation.IN_LOAD);
    String phase = recorder.isDestroying() && !isLoading ? Violation.IN_DESTROY : where;
    return Findings.failure(
        regime,
        subject,
        isLoading ? ANYWHERE : recorder.setup(),
        isLoading ? new RecordedSequence() : recorder.steps(),
        end,
        phase + reason,
        CrashPlace.of(end, reason));
  }

  private void put(Reproduction reproduction, boolean minimised, long sequence, long seed) {
    Finding finding = findings.of(reproduction, minimised, sequence, since, seed);
    store.put(
        finding, findings.trace(finding.name(), reproduction.minimised(), OptionalLong.of(seed)));
  }

  private Divergence divergence(
      Setup setup, RecordedSequence operations, String reason, String place) {
    return Findings.failure(
        plan.regime(regime), recorder.name(), setup, operations, end, reason, place);
  }

  /// Empty where nothing happens a second time: somebody else ended the child.
  private Optional<RecordedSequence> minimise(
      Setup setup, RecordedSequence operations, ChildProcess.End wanted)
      throws IOException, InterruptedException {
    try {
      Optional<RecordedSequence> shortest = shortestEnd(setup, operations, wanted);
      if (shortest.isEmpty()) {
        return shortest;
      }
      RecordedSequence start = shortest.get();
      RecordedSequence firstAndLast = start.without(1, Math.max(1, start.size() - 1));
      if (start.size() > 2 && ends(setup, firstAndLast, wanted)) {
        start = firstAndLast;
      }
      long granule = plan.regime(regime).capabilities().granule();
      return Optional.of(
          new Minimiser(part -> ends(setup, part, wanted), granule, ATTEMPTS).minimise(start));
    } finally {
      stop();
      Files.deleteIfExists(plan.folder().resolve(regime + CANDIDATE));
    }
  }

  private Optional<RecordedSequence> shortestEnd(
      Setup setup, RecordedSequence operations, ChildProcess.End wanted) {
    int length = 1;
    while (length < operations.size()) {
      RecordedSequence last = operations.without(0, operations.size() - length);
      if (ends(setup, last, wanted)) {
        return Optional.of(last);
      }
      length += length < SINGLE_STEPS ? 1 : length;
    }
    boolean again = System.nanoTime() > deadline || ends(setup, operations, wanted);
    return again ? Optional.of(operations) : Optional.empty();
  }

  /// Whether a child that runs these operations ends in the wanted way.
  private boolean ends(Setup setup, RecordedSequence operations, ChildProcess.End wanted) {
    if (System.nanoTime() > deadline) {
      return false;
    }
    try {
      Path file = plan.folder().resolve(regime + CANDIDATE);
      Divergence candidate = divergence(setup, operations, "", "");
      TraceWriter.write(
          file, findings.trace(Findings.name(candidate), candidate, OptionalLong.of(0)));
      ChildProcess running =
          child.isPresent() ? child.get() : new ChildProcess(plan, regime, recorder, plan.folder());
      child = Optional.of(running);
      if (running.loaded() != ChildProcess.End.ANSWERED) {
        stop();
        return false;
      }
      ChildProcess.End ended = running.command(Worker.REPLAY + file, SHORT_PATIENCE);
      boolean isThere =
          ended == ChildProcess.End.ANSWERED
              || CrashPlace.of(ended, running.reason(ended)).equals(wantedPlace);
      if (ended != ChildProcess.End.ANSWERED) {
        stop();
      }
      return ended == wanted && isThere;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void stop() throws IOException {
    if (child.isPresent()) {
      child.get().close();
    }
    child = Optional.empty();
  }
}

package maplet.harness.conform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import maplet.harness.check.Divergence;
import maplet.harness.check.Oracle;
import maplet.harness.check.Violation;
import maplet.harness.report.Reproduction;
import maplet.harness.sequence.Minimiser;
import maplet.harness.sequence.RecordedSequence;
import maplet.harness.sequence.Setup;
import maplet.harness.subject.SubjectFailure;
import maplet.harness.trace.TraceWriter;
import maplet.harness.verdict.FindingName;
import maplet.model.Rule;

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
  private static final Setup ANYWHERE = new Setup(0, 1L << 24);

  private static final String CANDIDATE = ".candidate";

  private final ConformPlan plan;
  private final String regime;
  private final FlightRecorder recorder;
  private final Findings findings;
  private final FindingStore store;
  private final ChildProcess.End end;
  private final long deadline = System.nanoTime() + MOST_TIME.toNanos();

  private Optional<ChildProcess> child = Optional.empty();

  /// @param end how the child ended
  LastWords(
      ConformPlan plan,
      String regime,
      FlightRecorder recorder,
      FindingStore store,
      ChildProcess.End end) {
    this.end = end;
    this.plan = plan;
    this.regime = regime;
    this.recorder = recorder;
    this.findings = new Findings(plan);
    this.store = store;
  }

  /// Keeps what the recorder has as a finding, and makes it smaller.
  ///
  /// @param where it happened, [#IN_LOAD] or nothing
  /// @param reason how it ended, in words
  void keep(String where, String reason) throws IOException, InterruptedException {
    Optional<Divergence> whole = keepWhole(where, reason);
    if (whole.isPresent() && whole.get().operations().size() > 0) {
      Divergence original = whole.get();
      Setup setup = original.setup();
      long started = System.nanoTime();
      Optional<RecordedSequence> smallest = minimise(setup, original.operations(), end);
      recorder.minimised(System.nanoTime() - started);
      if (smallest.isPresent()) {
        Divergence minimised = divergence(setup, smallest.get(), original.first().actual());
        put(name(original), new Reproduction(original, Optional.of(minimised), Optional.empty()));
      }
    }
  }

  /// Keeps what the recorder has as a finding.
  ///
  /// @return what is kept, empty where such a finding was known
  Optional<Divergence> keepWhole(String where, String reason) {
    boolean isLoading = where.equals(Violation.IN_LOAD);
    String place = recorder.isDestroying() && !isLoading ? Violation.IN_DESTROY : where;
    Divergence original =
        isLoading
            ? divergence(ANYWHERE, new RecordedSequence(), place + reason)
            : divergence(recorder.setup(), recorder.steps(), place + reason);
    FindingName name = name(original);
    if (store.knows(name)) {
      store.count(name);
      return Optional.empty();
    }
    put(name, Reproduction.unreproduced(original));
    return Optional.of(original);
  }

  private static FindingName name(Divergence divergence) {
    return Findings.name(divergence);
  }

  private void put(FindingName name, Reproduction reproduction) {
    long sequence = recorder.sequence();
    long seed = recorder.seed();
    store.put(
        findings.of(name, reproduction, sequence, seed),
        findings.trace(name, reproduction.minimised(), seed));
  }

  private Divergence divergence(Setup setup, RecordedSequence operations, String reason) {
    Violation violation =
        end == ChildProcess.End.DAMAGED
            ? new Violation(
                Oracle.BOUNDS, Violation.NOWHERE, "stores only in the host's memory", reason)
            : new Violation(Oracle.OUTCOME, Violation.NOWHERE, "an answer", reason);
    return new Divergence(
        plan.regime(regime),
        recorder.name(),
        setup,
        operations,
        List.of(violation),
        failure(),
        "",
        Rule.NONE);
  }

  private Optional<SubjectFailure.Kind> failure() {
    return switch (end) {
      case HUNG -> Optional.of(SubjectFailure.Kind.HANG);
      case DIED -> Optional.of(SubjectFailure.Kind.CRASH);
      case DAMAGED, ANSWERED -> Optional.empty();
    };
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
      Divergence candidate = divergence(setup, operations, "");
      FindingName name = new FindingName(regime, "candidate", "", "none");
      TraceWriter.write(file, findings.trace(name, candidate, 0));
      ChildProcess running =
          child.isPresent() ? child.get() : new ChildProcess(plan, regime, recorder, plan.folder());
      child = Optional.of(running);
      if (running.loaded() != ChildProcess.End.ANSWERED) {
        stop();
        return false;
      }
      ChildProcess.End ended = running.command(Worker.REPLAY + file, SHORT_PATIENCE);
      if (ended != ChildProcess.End.ANSWERED) {
        stop();
      }
      return ended == wanted;
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

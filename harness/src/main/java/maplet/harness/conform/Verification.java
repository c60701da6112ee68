package maplet.harness.conform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import maplet.harness.subject.SubjectFailure;
import maplet.harness.trace.Trace;
import maplet.harness.trace.TraceReader;
import maplet.harness.verdict.Example;
import maplet.harness.verdict.Finding;
import maplet.harness.verdict.Replay;

/// Tries whether findings show again in a process that has done nothing else: by the smallest
/// trace; if not, by the whole sequence; if not, by all sequences of the process that showed it.
final class Verification {
  /// For all findings of a regime. What there is no time for stays untried, and is tried on resume.
  private static final Duration MOST_TIME = Duration.ofSeconds(60);

  /// Sequences that are run again; a longer history isn't tried.
  private static final long MOST_SEQUENCES = 2000;

  private static final String WHOLE = "whole.jsonl.new";

  private final ConformPlan plan;
  private final FindingStore store;
  private final FreshProcess fresh;
  private final String regime;
  private final long started = System.nanoTime();

  Verification(ConformPlan plan, String regime, FindingStore store) {
    this.plan = plan;
    this.store = store;
    this.regime = regime;
    this.fresh = new FreshProcess(plan, regime);
  }

  /// Tries the findings that nobody has tried.
  void run() throws IOException, InterruptedException {
    for (Finding finding : store.all(regime)) {
      boolean hasTime = System.nanoTime() - started < MOST_TIME.toNanos();
      if (hasTime && finding.replay() == Replay.NOT_TRIED && mayBeTried(finding)) {
        verify(finding);
      }
    }
  }

  /// Nobody can end an object of this process that hangs.
  private boolean mayBeTried(Finding finding) {
    String hang = SubjectFailure.Kind.HANG.toString();
    return !plan.subject().isGiven() || !finding.name().kind().equals(hang);
  }

  private void verify(Finding finding) throws IOException, InterruptedException {
    if (fresh.names(store.file(finding.first())).contains(finding.name())) {
      store.put(finding.withReplay(Replay.SHOWN, ""));
      return;
    }
    Path whole = plan.folder().resolve(WHOLE);
    try {
      if (isShownByWholeSequence(finding, whole)) {
        return;
      }
      long last = finding.first().sequence();
      boolean isShort = last - finding.since() < MOST_SEQUENCES;
      boolean isShown = isShort && fresh.shows(finding.since(), last, finding.name(), whole);
      String history =
          "sequences %d to %d of %s with --seed %d"
              .formatted(finding.since(), last, regime, plan.seed());
      store.put(
          isShown
              ? finding.withReplay(Replay.EARLIER_SEQUENCES, history)
              : finding.withReplay(Replay.NOT_SHOWN, "it was seen in " + history));
    } finally {
      Files.deleteIfExists(whole);
    }
  }

  /// Whether the sequence that showed it does so alone; then its trace is kept, whole.
  private boolean isShownByWholeSequence(Finding finding, Path whole)
      throws IOException, InterruptedException {
    Example first = finding.first();
    boolean isShown =
        fresh.shows(first.sequence(), first.sequence(), finding.name(), whole)
            && fresh.names(whole).contains(finding.name());
    if (isShown) {
      Trace trace = TraceReader.read(whole);
      Files.move(
          whole,
          store.file(first),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
      store.put(finding.withWhole(trace.steps().size()));
    }
    return isShown;
  }
}

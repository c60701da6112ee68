package maplet.harness.check;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import maplet.harness.sequence.Grammar;
import maplet.harness.sequence.OperationSlot;
import maplet.harness.sequence.RecordedSequence;
import maplet.harness.sequence.SeededChoices;
import maplet.harness.sequence.SequenceGrammar;
import maplet.harness.sequence.Setup;
import maplet.harness.sequence.TableGrammar;
import maplet.harness.sequence.Workload;
import maplet.harness.subject.SimulatedHost;
import maplet.harness.subject.SubjectProvider;
import maplet.harness.subject.Terms;
import maplet.model.Layer;
import maplet.model.arch.Regime;

/// Runs whole sequences of one regime, drawn from seeds or recorded, on one thread.
public final class SequenceRunner implements AutoCloseable {
  private final Regime regime;
  private final SubjectProvider provider;
  private final SimulatedHost host;
  private final Checker checker;
  private final SequenceGrammar spaceGrammar;
  private final SequenceGrammar tableGrammar;
  private final SeededChoices choices = new SeededChoices(0);
  private final OperationSlot slot = new OperationSlot();
  private final RecordedSequence recorded = new RecordedSequence();
  private final StepListener listener;
  private final SequenceDraft draft;

  /// Runs on strict terms, and tells nobody.
  public SequenceRunner(Regime regime, SubjectProvider provider, Set<Oracle> oracles) {
    this(regime, provider, oracles, Terms.STRICT, new StepListener() {});
  }

  /// @param terms on which the subject is judged
  /// @param listener hears of each step before it is run, and may leave operations out
  public SequenceRunner(
      Regime regime,
      SubjectProvider provider,
      Set<Oracle> oracles,
      Terms terms,
      StepListener listener) {
    this.regime = regime;
    this.provider = provider;
    this.listener = listener;
    this.host = provider.host(regime.capabilities());
    this.checker = new Checker(regime, provider, host, oracles, terms);
    this.spaceGrammar = new Grammar(regime.capabilities(), checker.areas());
    this.tableGrammar = new TableGrammar(regime.capabilities(), checker.mappings());
    this.draft = checker.draft();
  }

  /// The regime that this runner was made for.
  public Regime regime() {
    return regime;
  }

  /// Runs the sequence that a seed names.
  ///
  /// @param limit most operations to run; a whole sequence has [Workload#length]
  /// @param bins counts what happened
  public Optional<Divergence> run(long seed, Workload workload, int limit, OutcomeBins bins) {
    choices.restart(seed);
    Setup setup = workload.setup(regime.capabilities(), choices);
    int length = Math.min(limit, workload.length());
    if (provider.isAskedAhead()) {
      draft.draw(setup, workload, choices, length, listener, recorded);
      return runAhead(setup, recorded, bins);
    }
    recorded.clear();
    listener.begins(setup);
    boolean equal = checker.begin(setup);
    SequenceGrammar grammar = workload.layer() == Layer.TABLE ? tableGrammar : spaceGrammar;
    grammar.begin(setup, workload, choices);
    for (int i = 0; equal && i < length; i++) {
      do {
        grammar.next(slot);
      } while (!listener.applies(slot));
      recorded.add(slot);
      listener.step(slot);
      equal = checker.step(slot);
      bins.count(slot.kind, checker.status());
    }
    if (equal && SequenceDraft.drawClear(choices, listener, slot)) {
      recorded.add(slot);
      listener.step(slot);
      equal = checker.step(slot);
    }
    return end(equal, setup, recorded, List.of());
  }

  /// Runs recorded operations again, up to the first divergence; none where subject and model agree
  /// that there can be no such address space.
  public Optional<Divergence> replay(Setup setup, RecordedSequence operations) {
    return provider.isAskedAhead()
        ? runAhead(setup, operations, new OutcomeBins())
        : runListed(setup, operations, new OutcomeBins());
  }

  /// Runs operations that the subject hears of beforehand.
  private Optional<Divergence> runAhead(
      Setup setup, RecordedSequence operations, OutcomeBins bins) {
    provider.announce(operations, Checker.AUDIT_INTERVAL);
    Optional<Divergence> found = runListed(setup, operations, bins);
    if (found.flatMap(Divergence::failure).isEmpty()) {
      return found;
    }
    // Which of those that it had heard of it didn't answer, is seen when they come one by one.
    Optional<Divergence> exact = runListed(setup, operations, new OutcomeBins());
    return exact.isPresent() ? exact : found;
  }

  private Optional<Divergence> runListed(
      Setup setup, RecordedSequence operations, OutcomeBins bins) {
    listener.begins(setup);
    boolean equal = checker.begin(setup);
    int next = 0;
    while (equal && checker.isCreated() && next < operations.size()) {
      operations.get(next++, slot);
      listener.step(slot);
      equal = checker.step(slot);
      bins.count(slot.kind, checker.status());
    }
    return end(equal, setup, operations.prefix(next), List.of());
  }

  /// The checker, in the state in which the last sequence left it; for reports.
  public Checker checker() {
    return checker;
  }

  /// Ends a sequence: an audit, then everything that is left is destroyed.
  ///
  /// @param operations those that ran
  /// @param unmet what somebody other than the oracles found wrong at the last step
  Optional<Divergence> end(
      boolean equal, Setup setup, RecordedSequence operations, List<Violation> unmet) {
    if (equal && !checker.isCreated()) {
      return Optional.empty();
    }
    if (equal && checker.audit()) {
      listener.destroys();
      if (checker.destroy()) {
        return Optional.empty();
      }
    }
    List<Violation> violations = unmet.isEmpty() ? checker.violations() : unmet;
    return Optional.of(
        new Divergence(
            regime,
            provider.name(),
            setup,
            operations.prefix(operations.size()),
            violations,
            checker.missing().kind(),
            checker.missing().place(),
            checker.expectedRule()));
  }

  @Override
  public void close() {
    host.close();
  }
}

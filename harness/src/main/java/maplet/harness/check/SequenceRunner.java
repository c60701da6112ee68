package maplet.harness.check;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import maplet.harness.sequence.CreationGrammar;
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
import maplet.harness.trace.Trace;
import maplet.harness.trace.TraceStep;
import maplet.model.Layer;
import maplet.model.arch.Regime;

/// Runs whole sequences of one regime, drawn from seeds or recorded, on one thread.
public final class SequenceRunner implements AutoCloseable {
  /// One sequence in so many begins with a creation that is odd, and has no operations.
  private static final int CREATIONS = 2;

  private final Regime regime;
  private final SubjectProvider provider;
  private final Checker checker;
  private final SequenceGrammar spaceGrammar;
  private final SequenceGrammar tableGrammar;
  private final SeededChoices choices = new SeededChoices(0);
  private final OperationSlot slot = new OperationSlot();
  private final RecordedSequence recorded = new RecordedSequence();
  private final StepListener listener;
  private final SequenceDraft draft;
  private final SequenceFindings found = new SequenceFindings();

  private final Machines machines;
  private Optional<Machines> own = Optional.empty();
  private Setup currentSetup = new Setup(0, 0);
  private Deadline deadline = Deadline.NEVER;

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
    this(regime, provider, new Machines(provider), oracles, terms, listener);
    own = Optional.of(machines);
  }

  /// A runner that shares its machine with those of other regimes.
  ///
  /// @param machines who made them closes them
  /// @param terms on which the subject is judged
  /// @param listener as above
  public SequenceRunner(
      Regime regime,
      SubjectProvider provider,
      Machines machines,
      Set<Oracle> oracles,
      Terms terms,
      StepListener listener) {
    this.regime = regime;
    this.provider = provider;
    this.listener = listener;
    this.machines = machines;
    this.checker =
        new Checker(regime, provider, machines.of(regime.capabilities()), oracles, terms);
    this.spaceGrammar = new Grammar(regime.capabilities(), checker.areas());
    this.tableGrammar = new TableGrammar(regime.capabilities(), checker.mappings());
    this.draft = checker.draft();
  }

  /// The machine that its subjects run on.
  public SimulatedHost host() {
    return machines.of(regime.capabilities()).host();
  }

  /// The regime that this runner was made for.
  public Regime regime() {
    return regime;
  }

  /// From now on sequences end between two operations when the moment has come. Such a sequence's
  /// operations count, and what they have left isn't destroyed.
  public void endAt(Deadline newDeadline) {
    deadline = newDeadline;
  }

  /// Runs the sequence that a seed names. After a divergence it goes on where the subject's state
  /// can be followed.
  ///
  /// @param length operations
  /// @param bins counts what happened
  /// @return what diverged, each kind (see [Divergence#isLike]) once, with the operations up to it
  public List<Divergence> run(long seed, Workload workload, int length, OutcomeBins bins) {
    choices.restart(seed);
    Setup setup = workload.setup(regime.capabilities(), choices);
    List<Divergence> creation = List.of();
    if (choices.choose(CREATIONS) == 0 && listener.appliesToCreation()) {
      Setup odd = CreationGrammar.draw(setup, regime.capabilities(), choices);
      creation = replay(odd, new RecordedSequence());
    }
    return join(creation, runDrawn(setup, workload, length, bins));
  }

  private static List<Divergence> join(List<Divergence> first, List<Divergence> second) {
    return first.isEmpty() ? second : Stream.concat(first.stream(), second.stream()).toList();
  }

  private List<Divergence> runDrawn(Setup setup, Workload workload, int length, OutcomeBins bins) {
    checker.exercised().begin(workload);
    if (provider.isAskedAhead()) {
      draft.draw(setup, workload, choices, length, listener, recorded);
      return runAhead(setup, recorded.prefix(recorded.size()), bins);
    }
    boolean goesOn = begin(setup);
    SequenceGrammar grammar = workload.layer() == Layer.TABLE ? tableGrammar : spaceGrammar;
    grammar.begin(setup, workload, choices);
    for (int i = 0; goesOn && i < length && !deadline.passedSoon(); i++) {
      do {
        grammar.next(slot);
      } while (!listener.applies(slot));
      goesOn = step(bins);
    }
    if (goesOn && !deadline.passed() && SequenceDraft.drawClear(choices, listener, slot)) {
      goesOn = step(new OutcomeBins());
    }
    return end(goesOn);
  }

  /// Runs recorded operations again; nothing diverges where subject and model agree that there can
  /// be no such address space.
  ///
  /// @return as [#run] does
  public List<Divergence> replay(Setup setup, RecordedSequence operations) {
    checker.exercised().pause();
    return provider.isAskedAhead()
        ? runAhead(setup, operations, new OutcomeBins())
        : runListed(setup, operations, new OutcomeBins());
  }

  /// Runs recorded operations up to the first divergence that is wanted, among all that diverges.
  /// Then the [#checker] is still in the state that showed it, unless that was the end of the
  /// sequence.
  ///
  /// @return the wanted divergence, with no operation after it
  public Optional<Divergence> replayUntil(
      Setup setup, RecordedSequence operations, Predicate<Divergence> wanted) {
    found.want(wanted);
    try {
      replay(setup, operations);
      return found.met();
    } finally {
      found.wantNone();
    }
  }

  /// Runs recorded operations, and leaves the address space as it is after them: the [#checker] can
  /// walk what a destroy would take away.
  public void replayUndestroyed(Setup setup, RecordedSequence operations) {
    if (provider.isAskedAhead()) {
      provider.announce(operations, Checker.AUDIT_INTERVAL);
    }
    runSteps(setup, operations, new OutcomeBins());
  }

  /// Runs operations that the subject hears of beforehand.
  private List<Divergence> runAhead(Setup setup, RecordedSequence operations, OutcomeBins bins) {
    provider.announce(operations, Checker.AUDIT_INTERVAL);
    List<Divergence> ahead = runListed(setup, operations, bins);
    if (ahead.stream().allMatch(each -> each.failure().isEmpty())) {
      return ahead;
    }
    checker.exercised().pause();
    // Which of those that it had heard of it didn't answer, is seen when they come one by one.
    List<Divergence> exact = runListed(setup, operations, new OutcomeBins());
    return exact.isEmpty() ? ahead : exact;
  }

  private List<Divergence> runListed(Setup setup, RecordedSequence operations, OutcomeBins bins) {
    return end(runSteps(setup, operations, bins));
  }

  /// Whether the sequence goes on, to its end.
  private boolean runSteps(Setup setup, RecordedSequence operations, OutcomeBins bins) {
    boolean goesOn = begin(setup);
    for (int i = 0; goesOn && i < operations.size() && !deadline.passedSoon(); i++) {
      operations.get(i, slot);
      goesOn = step(bins);
    }
    return goesOn;
  }

  /// Begins a sequence.
  ///
  /// @return whether operations may follow
  private boolean begin(Setup setup) {
    currentSetup = setup;
    recorded.clear();
    found.begin();
    listener.begins(setup);
    return (checker.begin(setup) || diverged()) && checker.isCreated();
  }

  /// Runs the slot's operation.
  ///
  /// @return whether the sequence goes on
  private boolean step(OutcomeBins bins) {
    recorded.add(slot);
    listener.step(slot);
    boolean content = checker.step(slot);
    bins.count(slot.kind, checker.status());
    return content || diverged();
  }

  /// Notes what the checker has found.
  ///
  /// @return whether the sequence goes on
  private boolean diverged() {
    if (checker.isExplained()) {
      return checker.goOn() && slot.kind.isQuestion();
    }
    note(checker.violations());
    return !found.areEnough() && checker.goOn();
  }

  private void note(List<Violation> violations) {
    Divergence divergence =
        new Divergence(
            regime,
            provider.name(),
            currentSetup,
            recorded.prefix(recorded.size()),
            violations,
            checker.missing().kind(),
            checker.missing().place(),
            checker.expectedRule());
    if (found.add(divergence)) {
      listener.diverged(divergence);
    }
  }

  /// Ends a sequence: an audit, then everything that is left is destroyed.
  ///
  /// @param goesOn whether it hasn't ended yet
  private List<Divergence> end(boolean goesOn) {
    if (goesOn && !deadline.passed() && (checker.audit() || diverged())) {
      listener.destroys();
      if (!checker.destroy() && !checker.isExplained()) {
        note(checker.violations());
      }
    }
    return found.all();
  }

  /// Runs the operations of a trace, and compares the answers that it expects.
  ///
  /// @return as [#run] does
  List<Divergence> run(Trace trace, OutcomeBins bins) {
    boolean goesOn = begin(TraceReplay.setup(trace));
    for (int i = 0; goesOn && i < trace.steps().size(); i++) {
      TraceStep step = trace.steps().get(i);
      slot.set(step.operation(), step.refuseFrom(), step.refuseOnce());
      int before = found.all().size();
      goesOn = step(bins);
      if (goesOn && found.all().size() == before && !TraceReplay.isMet(step, checker)) {
        note(List.of(TraceReplay.unmet(step, checker)));
      }
    }
    return end(goesOn);
  }

  /// The checker, in the state in which the last sequence left it; for reports.
  public Checker checker() {
    return checker;
  }

  @Override
  public void close() {
    own.ifPresent(Machines::close);
  }
}

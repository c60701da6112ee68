package maplet.harness.explore;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import maplet.harness.check.Checker;
import maplet.harness.check.Divergence;
import maplet.harness.check.Machine;
import maplet.harness.check.Oracle;
import maplet.harness.check.StateFingerprint;
import maplet.harness.check.Text;
import maplet.harness.check.Violation;
import maplet.harness.sequence.OperationKind;
import maplet.harness.sequence.OperationSlot;
import maplet.harness.sequence.RecordedSequence;
import maplet.harness.subject.SimulatedHost;
import maplet.harness.subject.SubjectProvider;
import maplet.harness.subject.Terms;
import maplet.impl.memory.EventLog;
import maplet.model.Rule;
import maplet.model.Status;
import maplet.model.arch.Regime;

/* Overview
 *
 * A visit of a state is one long sequence, run by the campaigns' checker with all oracles: soil
 * frames, go to the state, ask every question, try every operation, and each time that one has led
 * away, clear and go there again. It ends with everything removed and every frame given back. So
 * clear and destroy are checked too, from every state that is reached.
 */
/// Visits states, one thread's share: tries every operation of a world in each of them.
final class Expander implements AutoCloseable {
  /// Frames of a visit's host: more than the largest world's tables and pages together.
  private static final int FRAMES = 256;

  private static final int LONGEST_WAY = 1 << 10;

  private final Regime regime;
  private final SubjectProvider provider;
  private final World world;
  private final StateStore store;
  private final SimulatedHost host;
  private final Checker checker;
  private final OperationSlot slot = new OperationSlot();
  private final WayBack wayBack;
  private final RecordedSequence history = new RecordedSequence();
  private final int[] way = new int[LONGEST_WAY];

  private long high;
  private long low;
  private int wayLength;
  private int state;
  private boolean isThere;
  private long transitions;
  private long refusals;
  private long questions;

  /// @param store is only read
  Expander(
      Regime regime, SubjectProvider provider, World world, Set<Oracle> oracles, StateStore store) {
    this.regime = regime;
    this.provider = provider;
    this.world = world;
    this.store = store;
    this.host = new SimulatedHost(FRAMES * regime.capabilities().granule(), regime.capabilities());
    this.checker = new Checker(regime, provider, new Machine(host), oracles, Terms.STRICT);
    this.wayBack = new WayBack(world);
  }

  /// Takes the empty state's fingerprint.
  ///
  /// @return whether the oracles are content with the creation
  boolean begin() {
    boolean equal = checker.begin(world.setup()) && checker.isCreated();
    if (equal) {
      takeFingerprint();
    }
    return equal;
  }

  /// What went wrong at the creation.
  Optional<Divergence> creation() {
    history.clear();
    return diverged();
  }

  long high() {
    return high;
  }

  long low() {
    return low;
  }

  private void takeFingerprint() {
    StateFingerprint taken = checker.takeFingerprint();
    high = taken.high();
    low = taken.low();
  }

  /// What was done since this expander was made.
  Counts counts() {
    return new Counts(transitions, refusals, questions);
  }

  /// Visits a state.
  ///
  /// @param found receives the states that its operations lead to, but for those that are in the
  ///   store
  /// @return what diverged, with everything that this visit did
  Optional<Divergence> visit(int visited, Candidates found) {
    state = visited;
    wayLength = store.way(state, way);
    history.clear();
    isThere = false;
    if (!checker.begin(world.setup())) {
      return diverged();
    }
    if (!run(world.soiling()) || !goThere()) {
      return diverged();
    }
    takeFingerprint();
    if (high() != store.high(state) || low() != store.low(state)) {
      return diverged("the state that the same operations led to before", "another one");
    }
    if (!checker.audit() || !run(world.questions())) {
      return diverged();
    }
    wayBack.remember(checker.mappings(), checker.areas());
    questions += world.questions().size();
    for (int operation = 0; operation < world.operations().size(); operation++) {
      Optional<Divergence> divergence = tryOperation(operation, found);
      if (divergence.isPresent()) {
        return divergence;
      }
    }
    return clear() && checker.destroy() ? Optional.empty() : diverged();
  }

  /// Tries an operation with the allocator refusing its first request, then its second, and so on
  /// until it gets what it asks for.
  private Optional<Divergence> tryOperation(int operation, Candidates found) {
    for (int request = 1; ; request++) {
      if (!isThere && !(clear() && goThere())) {
        return diverged();
      }
      world.operations().get(operation, slot);
      slot.refuseFrom = request;
      transitions++;
      if (!step()) {
        return diverged();
      }
      boolean refused = checker.status().isRefusal();
      look(refused);
      if (refused && !isThere) {
        return diverged("a refused operation leaves tables and areas as they were", "others");
      }
      if (checker.status() != Status.NO_MEMORY) {
        if (isThere) {
          return Optional.empty();
        }
        if (!store.contains(high(), low())) {
          found.add(high(), low(), state, operation);
        }
        return goBack(operation) ? Optional.empty() : diverged();
      }
      refusals++;
    }
  }

  /// Finds out whether the last operation has led away. One that is refused and stores nothing
  /// hasn't.
  private void look(boolean refused) {
    if (refused && !hasStored()) {
      return;
    }
    takeFingerprint();
    isThere = high() == store.high(state) && low() == store.low(state);
  }

  private boolean hasStored() {
    EventLog events = host.events();
    for (int i = 0; i < events.size(); i++) {
      if (events.kind(i) == EventLog.STORE || events.kind(i) == EventLog.ZERO) {
        return true;
      }
    }
    return false;
  }

  /// Tries the short ways back.
  ///
  /// @return whether all oracles are content
  private boolean goBack(int operation) {
    int undo = wayBack.from(operation);
    if (undo != WayBack.NONE) {
      if (!step(undo)) {
        return false;
      }
      look(false);
    }
    int emptying = isThere ? WayBack.NONE : wayBack.emptying(operation, way, wayLength);
    if (emptying != WayBack.NONE) {
      if (!step(emptying)) {
        return false;
      }
      for (int i = 0; i < wayLength; i++) {
        if (wayBack.isNeighbour(way[i], operation) && !step(way[i])) {
          return false;
        }
      }
      look(false);
    }
    return true;
  }

  private boolean goThere() {
    for (int i = 0; i < wayLength; i++) {
      if (!step(way[i])) {
        return false;
      }
    }
    isThere = true;
    return true;
  }

  private boolean run(RecordedSequence operations) {
    for (int i = 0; i < operations.size(); i++) {
      operations.get(i, slot);
      if (!step()) {
        return false;
      }
    }
    return true;
  }

  private boolean clear() {
    slot.begin(OperationKind.CLEAR);
    return step();
  }

  private boolean step(int operation) {
    world.operations().get(operation, slot);
    return step();
  }

  private boolean step() {
    history.add(slot);
    return checker.step(slot);
  }

  private Optional<Divergence> diverged(String expected, String actual) {
    Violation violation =
        new Violation(
            Oracle.FRAME,
            slot.gpa,
            expected + ", " + Text.hex(store.high(state)),
            actual + ", " + Text.hex(high()));
    return Optional.of(
        new Divergence(
            regime,
            provider.name(),
            world.setup(),
            history.prefix(history.size()),
            List.of(violation),
            Optional.empty(),
            "",
            Rule.NONE));
  }

  private Optional<Divergence> diverged() {
    return Optional.of(
        new Divergence(
            regime,
            provider.name(),
            world.setup(),
            history.prefix(history.size()),
            checker.violations(),
            Optional.empty(),
            "",
            Rule.NONE));
  }

  @Override
  public void close() {
    host.close();
  }
}

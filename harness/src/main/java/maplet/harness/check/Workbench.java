package maplet.harness.check;

import java.util.Set;
import java.util.stream.IntStream;
import maplet.harness.subject.Report;
import maplet.harness.subject.SimulatedHost;
import maplet.harness.subject.SubjectProvider;
import maplet.harness.subject.Terms;
import maplet.impl.memory.PhysicalMemory;
import maplet.model.ChunkedRangeMap;
import maplet.model.RangeMap;
import maplet.model.Rules;
import maplet.model.arch.Regime;
import maplet.model.arch.WordMemory;

/// What the checker of one regime works with, put together.
final class Workbench {
  final Regime regime;
  final SimulatedHost host;
  final Rules rules;
  final Findings findings;
  final Liberties liberties;
  final ShadowMemory shadow;
  final FrameLedger ledger;
  final EventReplay replay;
  final RangeComparison comparison;
  final OutcomeComparison outcomes;
  final ObservedFrames frames;
  final Audit audit;
  final DirtyMemory dirt;
  final InterimLeaves interim;
  final StateFingerprint fingerprint;
  final HardwareMarks marks;
  final GuestWalks walks;
  final MemoryAccesses accesses;
  final FrameAccounts accounts;
  final LazyRest lazyRest;
  final ModelRun model;
  final SubjectRun calls;
  final MarkUpkeep upkeep;
  final Exercise exercise;
  final boolean storesTold;
  final StoreFinder storeFinder;
  final WordMemory tables;
  final HostBounds bounds;
  final OperationRange range;
  final MissingAnswer missing;
  final AdoptedWords adopted;
  final Adoption adoption;
  final AreaAdoption areaAdoption;
  final Suspects suspects = new Suspects();

  Workbench(
      Regime regime, SubjectProvider provider, Machine machine, Set<Oracle> oracles, Terms terms) {
    this.regime = regime;
    host = machine.host();
    RangeMap mappings = new ChunkedRangeMap(true);
    rules = new Rules(regime.capabilities(), new ChunkedRangeMap(false), mappings);
    findings = new Findings(oracles);
    liberties = new Liberties(terms, findings);
    missing = new MissingAnswer(provider, findings);
    shadow = machine.shadow();
    UnusedFrames unused = new UnusedFrames(host, shadow, findings);
    bounds = new HostBounds(host, unused, findings);
    ledger = new FrameLedger(shadow.frames(), regime.levels() - 1);
    EntryClasses classes = new EntryClasses(regime);
    ExpectedLeaves leaves = new ExpectedLeaves(regime);
    int[] shifts = IntStream.range(0, regime.levels()).map(regime::indexShift).toArray();
    adopted = new AdoptedWords(regime.hardwareFlags(), shifts);
    interim = new InterimLeaves(regime, leaves, classes, rules, shadow, findings);
    replay =
        new EventReplay(
            regime, classes, leaves, shadow, ledger, interim, findings, liberties, adopted);
    fingerprint = new StateFingerprint(regime, host.memory(), classes, leaves);
    marks = new HardwareMarks(regime.hardwareFlags());
    comparison =
        new RangeComparison(
            regime, mappings, shadow, classes, leaves, marks, findings, liberties, adopted);
    PhysicalMemory memory = host.memory();
    tables = address -> memory.contains(address) ? memory.read(address) : 0;
    outcomes = new OutcomeComparison(rules, findings, terms, liberties);
    walks = new GuestWalks(regime, memory, tables, shadow, marks, outcomes, adopted);
    dirt = new DirtyMemory(regime, host, leaves, shadow);
    frames = new ObservedFrames(host, shadow, dirt, ledger, comparison, leaves, findings);
    audit = new Audit(regime, rules, tables, shadow, ledger, comparison, unused, findings, adopted);
    accesses = new MemoryAccesses(memory, rules.queries(), frames, findings);
    adoption =
        new Adoption(
            regime, mappings, shadow, ledger, comparison, leaves, marks, adopted, suspects);
    areaAdoption = new AreaAdoption(rules, regime.capabilities().granule());
    upkeep = new MarkUpkeep(rules, marks);
    model = new ModelRun(rules, accesses, frames);
    WalkComparison ownWalks = new WalkComparison(regime, leaves, mappings, findings);
    calls =
        new SubjectRun(accesses, walks, ownWalks, new CostJudge(regime, host, ledger, liberties));
    exercise = new Exercise(regime, rules, replay.changed(), walks, ownWalks);
    accounts = new FrameAccounts(ledger, shadow, findings, liberties);
    storesTold = provider.reports().contains(Report.STORES);
    storeFinder = new StoreFinder(regime, classes, leaves, shadow, memory, storesTold);
    if (!storesTold) {
      replay.ignoreOrder();
    }
    range = new OperationRange(rules, regime.capabilities().granule());
    lazyRest = new LazyRest(regime.capabilities().pageShifts(), mappings, comparison, liberties);
  }
}

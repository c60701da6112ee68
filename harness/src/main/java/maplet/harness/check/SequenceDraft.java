package maplet.harness.check;

import maplet.harness.sequence.ChoiceSource;
import maplet.harness.sequence.Grammar;
import maplet.harness.sequence.OperationKind;
import maplet.harness.sequence.OperationSlot;
import maplet.harness.sequence.RecordedSequence;
import maplet.harness.sequence.SequenceGrammar;
import maplet.harness.sequence.Setup;
import maplet.harness.sequence.TableGrammar;
import maplet.harness.sequence.Workload;
import maplet.harness.subject.SimulatedHost;
import maplet.model.Capabilities;
import maplet.model.ChunkedRangeMap;
import maplet.model.Environment;
import maplet.model.Layer;
import maplet.model.RangeMap;
import maplet.model.Rules;

/// Draws whole sequences before they run, for subjects that are asked ahead: the grammars aim at
/// what the model alone foresees.
///
/// That is only an aim. Which frames back pages, and whether an allocator that is to refuse is
/// asked so often, is known when the subject has answered, and judged then.
final class SequenceDraft implements Environment {
  private final Capabilities capabilities;
  private final Rules rules;
  private final ModelRun model;
  private final SequenceGrammar spaceGrammar;
  private final SequenceGrammar tableGrammar;
  private final OperationSlot slot = new OperationSlot();

  private long nextFrame;

  SequenceDraft(Capabilities capabilities, MemoryAccesses accesses) {
    this.capabilities = capabilities;
    RangeMap areas = new ChunkedRangeMap(false);
    RangeMap mappings = new ChunkedRangeMap(true);
    rules = new Rules(capabilities, areas, mappings);
    model = new ModelRun(rules, accesses, this);
    spaceGrammar = new Grammar(capabilities, areas);
    tableGrammar = new TableGrammar(capabilities, mappings);
  }

  /// Draws a sequence.
  ///
  /// @param length operations
  /// @param listener which of the drawn operations apply
  /// @param drawn gets the operations
  void draw(
      Setup setup,
      Workload workload,
      ChoiceSource choices,
      int length,
      StepListener listener,
      RecordedSequence drawn) {
    drawn.clear();
    nextFrame = SimulatedHost.base(capabilities);
    boolean isTable = setup.layer() == Layer.TABLE;
    slot.refuseFrom = 0;
    if (isTable) {
      rules.createTable(this);
    } else {
      rules.create(setup.base(), setup.size(), this);
    }
    SequenceGrammar grammar = isTable ? tableGrammar : spaceGrammar;
    grammar.begin(setup, workload, choices);
    for (int i = 0; i < length; i++) {
      do {
        grammar.next(slot);
      } while (!listener.applies(slot));
      drawn.add(slot);
      if (!slot.kind.isQuestion()) {
        model.run(slot);
      }
    }
    if (drawClear(choices, listener, slot)) {
      drawn.add(slot);
    }
  }

  /// Draws whether a sequence ends with a clear: what is destroyed then is empty, else it is what
  /// the sequence has left.
  ///
  /// @param slot gets the clear
  static boolean drawClear(ChoiceSource choices, StepListener listener, OperationSlot slot) {
    slot.begin(OperationKind.CLEAR);
    return choices.choose(2) == 0 && listener.applies(slot);
  }

  /// Operations need a frame mostly, and seldom two.
  @Override
  public boolean refused() {
    return slot.refuseFrom == 1 && !slot.refuseOnce;
  }

  @Override
  public long frameFor(long gpa) {
    long frame = nextFrame;
    nextFrame += capabilities.granule();
    return frame;
  }
}

package maplet.harness.vectors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import maplet.harness.sequence.SeededChoices;
import maplet.model.Layer;
import maplet.model.arch.Regime;

/// The sequence vectors of one regime: scenarios aimed at what address spaces get wrong, and random
/// operations.
final class SequenceCases {
  private final Regime regime;
  private final VectorList list;

  private SequenceCases(Regime regime) {
    this.regime = regime;
    list = new VectorList(VectorKind.SEQUENCE, regime);
  }

  /// All of them, sorted.
  static List<ObjectNode> of(Regime regime, long seed) {
    SequenceCases cases = new SequenceCases(regime);
    SequencePlaces places = new SequencePlaces(regime.capabilities(), new SeededChoices(seed));
    new SpaceScenarios(places).all().forEach(scenario -> cases.add(Layer.SPACE, places, scenario));
    new TableScenarios(places).all().forEach(scenario -> cases.add(Layer.TABLE, places, scenario));
    RandomScenarios random = new RandomScenarios(places, seed);
    random.onSpace().forEach(scenario -> cases.add(Layer.SPACE, places, scenario));
    random.onTable().forEach(scenario -> cases.add(Layer.TABLE, places, scenario));
    return cases.list.sorted();
  }

  private void add(Layer layer, SequencePlaces places, Scenario scenario) {
    ObjectNode input = Json.object();
    input.put(VectorFields.LAYER, layer.toString());
    input.put(VectorFields.BASE, Json.hex(places.base()));
    input.put(VectorFields.SIZE, Json.hex(places.size()));
    input.set(VectorFields.STEPS, SequenceMeaning.steps(scenario.steps()));
    ObjectNode expect =
        SequenceMeaning.described(regime, SequenceMeaning.trace(regime.id(), input));
    ObjectNode rest = Json.object();
    rest.put(VectorFields.RESULT, SequenceMeaning.hasRefusal(expect) ? "invalid" : "valid");
    rest.set(VectorFields.EXPECT, expect);
    list.add(scenario.flag(), scenario.comment(), input, rest);
  }
}

package maplet.harness.museum;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// What a visit has shown, as JSON (schema: `museum-report.schema.json`).
public final class MuseumJson {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private MuseumJson() {}

  /// The result as text.
  public static String write(MuseumResult result) {
    ObjectNode root = JSON.createObjectNode();
    root.put("maplet-museum-report", 1);
    root.put("seed", "0x" + Long.toHexString(result.seed()));
    root.put("bugs", result.bugs());
    root.put("killed", result.killed());
    root.put("realBugsKilled", result.realBugsKilled());
    root.put("standIns", result.standIns());
    root.put("standInsKilled", result.standInsKilled());
    root.put("medianOperations", result.medianOperations());
    root.put("slowestKillSeconds", result.slowestKill().toNanos() / 1e9);
    result.lack().ifPresent(lack -> root.put("notRun", lack));
    ArrayNode list = root.putArray("exhibits");
    for (Showing showing : result.showings()) {
      Exhibit exhibit = showing.exhibit();
      ObjectNode node = list.addObject();
      node.put("name", exhibit.toString());
      node.put("subject", exhibit.half().toString());
      node.put("regime", exhibit.regime());
      ArrayNode rows = node.putArray("rows");
      exhibit.realBugs().forEach(bug -> rows.add(bug.row()));
      ArrayNode standsInFor = node.putArray("standsInFor");
      exhibit.standsInFor().forEach(bug -> standsInFor.add(bug.row()));
      exhibit.originInWords().ifPresent(words -> node.put("origin", words));
      node.put("verdict", showing.kill().isPresent() ? "killed" : "survived");
      showing
          .kill()
          .ifPresent(kill -> {
            node.put("oracle", kill.oracle());
            node.put("operations", kill.operations());
            node.put("killSeconds", kill.toKill().toNanos() / 1e9);
            node.put("minimiseSeconds", kill.toMinimise().toNanos() / 1e9);
          });
    }
    return root.toPrettyString() + "\n";
  }
}

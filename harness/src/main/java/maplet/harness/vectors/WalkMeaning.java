package maplet.harness.vectors;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import maplet.harness.subject.Subject;
import maplet.model.Access;
import maplet.model.Attributes;
import maplet.model.Status;
import maplet.model.arch.Regime;
import maplet.model.arch.Syndrome;
import maplet.model.arch.WalkResult;
import maplet.model.arch.WalkResult.Update;

/// Where a walk ends, as a walk vector's `expect` says it.
final class WalkMeaning {
  private static final String REACHED = "reached";

  private WalkMeaning() {}

  /// What the description says.
  ///
  /// @throws maplet.harness.attest.OutsideMemoryException where the walk leaves the vector's memory
  static ObjectNode described(
      Regime regime, VectorMemory memory, long root, long gpa, Access access) {
    WalkResult result = regime.walk(memory, root, gpa, access);
    ObjectNode expect =
        switch (result) {
          case WalkResult.Reached(long hpa, var attributes, long size, _, var updates) ->
              updated(reached(hpa, attributes, size), updates);
          case WalkResult.Faulted fault -> {
            Syndrome syndrome = regime.syndrome(fault, access, gpa);
            yield faulted(
                    fault.kind().toString(), fault.height(), syndrome.cause(), syndrome.detail())
                .put(VectorFields.LEVEL, fault.level())
                .put(VectorFields.REASON, fault.reason())
                .put(VectorFields.CITE, fault.citation().toString());
          }
        };
    return expect.put(VectorFields.READS, result.steps().size());
  }

  private static ObjectNode reached(long hpa, Attributes attributes, long pageSize) {
    return Json.object()
        .put(VectorFields.OUTCOME, REACHED)
        .put(VectorFields.HPA, Json.hex(hpa))
        .put(VectorFields.PERMISSIONS, attributes.permissions().toString())
        .put(VectorFields.TYPE, attributes.memoryType().toString())
        .put(VectorFields.PAGE_SIZE, Json.hex(pageSize));
  }

  private static ObjectNode updated(ObjectNode reached, List<Update> updates) {
    ArrayNode pairs = Json.array();
    for (Update update : updates) {
      pairs.addArray().add(Json.hex(update.address())).add(Json.hex(update.word()));
    }
    reached.set(VectorFields.UPDATES, pairs);
    return reached;
  }

  private static ObjectNode faulted(String kind, int height, long cause, long detail) {
    return Json.object()
        .put(VectorFields.OUTCOME, "fault")
        .put(VectorFields.FAULT, kind)
        .put(VectorFields.HEIGHT, height)
        .put(VectorFields.CAUSE, Json.hex(cause))
        .put(VectorFields.DETAIL, Json.hex(detail));
  }

  /// Whether a walk with this expectation reaches memory.
  static boolean isReached(ObjectNode expect) {
    return expect.path(VectorFields.OUTCOME).asText().equals(REACHED);
  }

  /// What an implementation answered.
  ///
  /// @param expected as in the vector; what no implementation tells (which words hardware would
  ///   write, the manual's number of the level, the rule) is taken over
  static ObjectNode implemented(Subject subject, Status status, ObjectNode expected) {
    ObjectNode found;
    if (status == Status.TRANSLATED) {
      Attributes attributes = Attributes.of(subject.attributes());
      found = reached(subject.hpa(), attributes, subject.pageSize());
    } else if (status == Status.FAULT) {
      found =
          faulted(
              subject.faultKind().toString(),
              subject.faultHeight(),
              subject.syndromeCause(),
              subject.syndromeDetail());
    } else {
      found = Json.object().put(VectorFields.OUTCOME, status.toString());
    }
    for (String told :
        List.of(
            VectorFields.UPDATES,
            VectorFields.LEVEL,
            VectorFields.REASON,
            VectorFields.CITE,
            VectorFields.READS)) {
      if (expected.has(told)) {
        found.set(told, expected.path(told));
      }
    }
    return found;
  }
}

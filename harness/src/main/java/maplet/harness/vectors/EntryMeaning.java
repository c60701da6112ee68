package maplet.harness.vectors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import maplet.impl.table.TableFormat;
import maplet.impl.table.TableWalk;
import maplet.model.Attributes;
import maplet.model.FaultKind;
import maplet.model.arch.Entry;
import maplet.model.arch.Regime;

/// What a word means at a level, as an entry vector's `expect` says it.
final class EntryMeaning {
  private EntryMeaning() {}

  /// What the description says.
  static ObjectNode described(Regime regime, long word, int height) {
    return switch (regime.decode(word, height)) {
      case Entry.Absent _ -> Json.object().put(VectorFields.MEANS, "absent");
      case Entry.Reserved(FaultKind fault, String reason, var citation) ->
          Json.object()
              .put(VectorFields.MEANS, "reserved")
              .put(VectorFields.FAULT, fault.toString())
              .put(VectorFields.REASON, reason)
              .put(VectorFields.CITE, citation.toString());
      case Entry.Table(long address) ->
          Json.object()
              .put(VectorFields.MEANS, "table")
              .put(VectorFields.ADDRESS, Json.hex(address))
              .put(VectorFields.WRITE, Json.hex(regime.encodeTable(address, height)));
      case Entry.Leaf(long address, Attributes attributes) -> {
        ObjectNode leaf = leaf(address, attributes);
        written(regime, word, address, attributes, height)
            .ifPresent(write -> leaf.put(VectorFields.WRITE, Json.hex(write)));
        yield leaf;
      }
    };
  }

  private static ObjectNode leaf(long address, Attributes attributes) {
    return Json.object()
        .put(VectorFields.MEANS, "leaf")
        .put(VectorFields.ADDRESS, Json.hex(address))
        .put(VectorFields.PERMISSIONS, attributes.permissions().toString())
        .put(VectorFields.TYPE, attributes.memoryType().toString());
  }

  /// The word that software writes for a leaf; none where it grants nothing, so that software
  /// wouldn't write one at all, and none where the leaf is one of sixteen that make a larger page.
  private static Optional<Long> written(
      Regime regime, long word, long address, Attributes attributes, int height) {
    return regime.capabilities().represents(attributes) && !isNapot(regime, word, height)
        ? Optional.of(regime.encodeLeaf(address, attributes, height))
        : Optional.empty();
  }

  private static boolean isNapot(Regime regime, long word, int height) {
    return regime.format(word, height).fields().stream()
        .anyMatch(field -> field.name().equals("N") && field.get(word) == 1);
  }

  /// What an implementation's format says, as far as the expectation asks.
  ///
  /// @param expected as in the vector; the reason and its citation are taken over, for an
  ///   implementation has none
  static ObjectNode implemented(TableFormat format, long word, int height, ObjectNode expected) {
    ObjectNode found = Json.object();
    int kind = TableWalk.classify(format, word, height);
    switch (kind) {
      case TableWalk.ABSENT -> found.put(VectorFields.MEANS, "absent");
      case TableWalk.TABLE -> {
        long address = format.address(word, 0);
        found.put(VectorFields.MEANS, "table").put(VectorFields.ADDRESS, Json.hex(address));
        found.put(VectorFields.WRITE, Json.hex(format.table(address)));
      }
      case TableWalk.LEAF -> {
        long address = format.address(word, height);
        Attributes attributes = Attributes.of(format.attributes(word));
        found.setAll(leaf(address, attributes));
        if (expected.has(VectorFields.WRITE)) {
          long written = format.leaf(address, attributes.code(), height);
          found.put(VectorFields.WRITE, Json.hex(written));
        }
      }
      default -> {
        FaultKind fault =
            kind == TableWalk.OVERSIZED ? FaultKind.ADDRESS_SIZE : format.checks().reserved();
        found.put(VectorFields.MEANS, "reserved").put(VectorFields.FAULT, fault.toString());
        found.set(VectorFields.REASON, expected.path(VectorFields.REASON));
        found.set(VectorFields.CITE, expected.path(VectorFields.CITE));
      }
    }
    return found;
  }
}

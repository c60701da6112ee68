package maplet.harness.vectors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import maplet.model.arch.Regime;

/// Notes on walk vectors who attests them, or why nobody does.
@FunctionalInterface
interface Attestor {
  /// Asks nobody.
  Attestor NOBODY =
      (_, _, vectors) ->
          vectors.forEach(
              vector -> vector.put(VectorFields.NOT_ATTESTED, NotAttested.NOT_RUN.toString()));

  /// Adds `attestedBy` or `notAttested` to each vector.
  ///
  /// @param root of all walks
  void attest(Regime regime, long root, List<ObjectNode> vectors) throws IOException;
}

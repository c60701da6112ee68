package maplet.harness.vectors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import maplet.model.arch.Regime;

/// The regime of an emulator's processor that stands in for another one.
///
/// Bochs's processors have 40 physical address bits. A vector whose walk ends alike with 40 bits
/// and with its own regime's width can be walked there, and the vector says so; features that the
/// processors lack have no stand-in.
final class StandIn {
  private static final Set<String> ANY_WIDTH = Set.of("ept", "4", "no1g", "ad");
  private static final String WIDTH = "pa40";

  private StandIn() {}

  /// The name of the regime that is to be asked; the same where none stands in.
  static String of(Regime regime) {
    if (!regime.architecture().equals("ept")) {
      return regime.id();
    }
    List<String> words = new ArrayList<>(Arrays.asList(regime.id().split("-", -1)));
    // Ignore-PAT concerns the words that software writes; no walk looks at it.
    words.removeIf(word -> word.matches("pa[0-9]+") || word.equals("ipat"));
    if (!ANY_WIDTH.containsAll(words)) {
      return regime.id();
    }
    words.add(2, WIDTH);
    return String.join("-", words);
  }
}

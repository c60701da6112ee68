package maplet.harness.sequence;

import maplet.model.Capabilities;
import maplet.model.Layer;

/// Decodes creations that must be refused, or just not: of ranges that are empty, misaligned, too
/// wide or wrap, of the whole input range, and without a frame for the root.
public final class CreationGrammar {
  private static final int MOST_REQUESTS = 64;

  private CreationGrammar() {}

  /// Draws a creation.
  ///
  /// @param likely an address space or page table that can be created
  public static Setup draw(Setup likely, Capabilities capabilities, ChoiceSource choices) {
    if (likely.layer() == Layer.TABLE || choices.choose(2) == 0) {
      int request = 1 + choices.choose(choices.choose(4) == 0 ? MOST_REQUESTS : 2);
      boolean once = choices.choose(3) == 0;
      boolean recycled = choices.choose(2) == 0;
      return new Setup(likely.base(), likely.size(), likely.layer(), request, once, recycled);
    }
    long granule = capabilities.granule();
    long limit = capabilities.inputLimit();
    long part = 1 + choices.chooseLong(granule - 1);
    long high = 1L << capabilities.inputBits() + choices.choose(highBits(capabilities));
    return switch (choices.choose(9)) {
      case 0 -> new Setup(likely.base(), 0);
      case 1 -> new Setup(likely.base() + part, likely.size());
      case 2 -> new Setup(likely.base(), likely.size() + part);
      case 3 -> new Setup(-granule, granule * (1 + choices.choose(2)));
      case 4 -> new Setup(limit - granule, granule * (1 + choices.choose(3)));
      case 5 -> new Setup(likely.base() | high, likely.size());
      case 6 -> new Setup(likely.base(), high);
      case 7 -> new Setup(high - granule, granule * (1 + choices.choose(2)));
      default -> new Setup(0, limit + granule * (choices.choose(3) - 1));
    };
  }

  private static int highBits(Capabilities capabilities) {
    return Long.SIZE - capabilities.inputBits();
  }
}

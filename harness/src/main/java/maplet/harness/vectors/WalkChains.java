package maplet.harness.vectors;

import maplet.harness.sequence.SeededChoices;
import maplet.model.Attributes;
import maplet.model.Capabilities;
import maplet.model.MemoryType;
import maplet.model.arch.Regime;

/// Makes chains of plain entries, with tables anywhere in a vector's memory, that lead to where an
/// emulator's memory tells which address was reached.
final class WalkChains {
  private final Regime regime;
  private final Capabilities capabilities;
  private final WalkPlace place;
  private final SeededChoices choices;
  private final Attributes typical;
  private final long accessed;

  WalkChains(Regime regime, WalkPlace place, SeededChoices choices) {
    this.regime = regime;
    this.place = place;
    this.choices = choices;
    capabilities = regime.capabilities();
    typical =
        capabilities.alternatives().stream()
            .filter(each -> each.memoryType() == MemoryType.WRITE_BACK)
            .reduce((_, last) -> last)
            .orElse(capabilities.alternatives().getLast());
    accessed = regime.hardwareFlags().accessed();
  }

  /// A chain to a page that grants everything.
  WalkChain plain(int leafHeight) {
    return plain(leafHeight, typical);
  }

  /// A chain to a page with these attributes, at some address.
  WalkChain plain(int leafHeight, Attributes attributes) {
    // QEMU 7.2 hasn't the upper half of RISC-V's addresses, and Bochs has 40 bits of EPT's: most
    // vectors are to be attested, and say more than that.
    long limit = Math.min(capabilities.inputLimit() / 2, 1L << 40);
    return to(leafHeight, choices.chooseLong(limit), attributes);
  }

  /// A chain for a page that grants everything, around an address.
  WalkChain to(int leafHeight, long gpa) {
    return to(leafHeight, gpa, typical);
  }

  private WalkChain to(int leafHeight, long near, Attributes attributes) {
    long size = 1L << regime.indexShift(leafHeight);
    long target = place.memory().telling() + choices.chooseLong(place.memory().tellingSize());
    long gpa = near & -size | target & size - 1 & -Long.BYTES;
    long leaf = regime.encodeLeaf(target & -size, attributes, leafHeight);
    // Every other leaf has been accessed before, so that hardware's updates have both cases.
    leaf |= choices.choose(2) == 0 ? accessed : 0;
    return WalkChain.of(regime, gpa, leafHeight, tables(), leaf);
  }

  /// A table for each height, all different, none in the root.
  private long[] tables() {
    int levels = regime.levels();
    long granule = capabilities.granule();
    int frames = (int) (VectorMemory.SIZE / granule);
    long[] tables = new long[levels];
    tables[levels - 1] = place.root();
    int next = regime.rootFrames();
    int left = frames - next - levels;
    for (int height = levels - 2; height >= 0; height--) {
      int skipped = choices.choose(left / levels);
      left -= skipped;
      next += skipped;
      tables[height] = place.root() + next++ * granule;
    }
    return tables;
  }
}

package maplet.harness.attest;

import java.util.List;
import maplet.harness.attest.Deviation.EntryChange;
import maplet.model.arch.Regime;
import maplet.model.arch.WalkResult.Update;
import maplet.model.arch.WordMemory;

/// Memory as one walk of an emulator that deviates sees it: some bits of entries count as others.
///
/// Where an entry is taken for a leaf though its level has none, the walk is shown a pointer, and
/// then the entry once more, one level further down, with the address bits between the two levels'
/// page sizes as in the guest's address.
final class SeenEntries implements WordMemory {
  private static final int MOST_LEVELS = 6;

  private final Regime regime;
  private final Probe probe;
  private final MachineMemory memory;
  private final List<Deviation> deviations;
  private final long[] words = new long[MOST_LEVELS];
  private final long[] addresses = new long[MOST_LEVELS];
  private final long[] seenWords = new long[MOST_LEVELS];
  private int reads;
  private boolean repeats;
  private long lastAddress;
  private long lastWord;
  private long lastSeen;

  SeenEntries(Regime regime, Probe probe, MachineMemory memory, List<Deviation> deviations) {
    this.regime = regime;
    this.probe = probe;
    this.memory = memory;
    this.deviations = deviations;
  }

  /// The regime whose walk this is for.
  Regime regime() {
    return regime;
  }

  /// Walks read one entry a level, from the root down.
  @Override
  public long read(long physicalAddress) {
    int height = regime.levels() - 1 - reads;
    int level = regime.level(height);
    if (repeats) {
      repeats = false;
      words[reads++] = 0;
      lastSeen = oneLevelDown(lastSeen, height);
      return lastSeen;
    }
    long word = probe.image().read(memory, physicalAddress);
    addresses[reads] = physicalAddress;
    words[reads++] = word;
    long seen = word;
    for (Deviation deviation : deviations) {
      for (EntryChange change : deviation.instead().entries()) {
        if (change.when().match(word, level)) {
          seen = seen & ~change.clear() | change.set();
          repeats |= change.leaf();
        }
      }
    }
    lastAddress = physicalAddress;
    lastWord = word;
    lastSeen = seen;
    seenWords[reads - 1] = seen;
    return repeats ? regime.encodeTable(memory.tables(), height) : seen;
  }

  private long oneLevelDown(long word, int height) {
    long between = (1L << regime.indexShift(height + 1)) - (1L << regime.indexShift(height));
    return word & ~between | probe.gpa() & between;
  }

  /// Whether the walk read one of the condition's entries.
  boolean met(Deviation.Condition condition) {
    for (int i = 0; i < reads; i++) {
      int level = regime.level(regime.levels() - 1 - i);
      for (Deviation.EntryBits entry : condition.entries()) {
        if (entry.match(words[i], level)) {
          return true;
        }
      }
    }
    return false;
  }

  /// Hardware writes flags; the bits that it doesn't see as they are stay. An entry that was shown
  /// once more, one level further down, is the one that was read last.
  Update undo(Update update) {
    for (int i = 0; i < reads; i++) {
      if (addresses[i] == update.address()) {
        return new Update(update.address(), words[i] ^ seenWords[i] ^ update.word());
      }
    }
    return new Update(lastAddress, lastWord ^ lastSeen ^ update.word());
  }
}

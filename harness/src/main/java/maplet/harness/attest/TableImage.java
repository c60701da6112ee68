package maplet.harness.attest;

import java.util.Arrays;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.stream.IntStream;
import maplet.model.arch.Regime;
import maplet.model.arch.WalkResult.Update;
import org.apache.commons.lang3.Validate;

/// Table words in a machine's memory, the root's address, and the regime by which they are to be
/// read. The rest of the machine's memory is as its [MachineMemory] says.
public final class TableImage {
  private final String regime;
  private final long root;
  private final OptionalLong companion;
  private final long[] addresses;
  private final long[] words;
  private final int[] indexShifts;
  private final long[] entryMasks;

  /// @param regime whose entries they are
  /// @param root physical address of the root, aligned as the regime asks
  /// @param companion guest physical address of the page that [MachineMemory#companionPage] wants
  ///   in every image; empty where it wants none
  /// @param words by their physical addresses, multiples of eight
  public TableImage(Regime regime, long root, OptionalLong companion, SortedMap<Long, Long> words) {
    this.regime = regime.id();
    indexShifts = IntStream.range(0, regime.levels()).map(regime::indexShift).toArray();
    entryMasks = new long[indexShifts.length];
    Arrays.fill(entryMasks, regime.entriesPerTable() - 1L);
    this.root = root;
    this.companion = companion;
    this.addresses = new long[words.size()];
    this.words = new long[words.size()];
    int i = 0;
    for (Map.Entry<Long, Long> each : words.entrySet()) {
      Validate.isTrue(each.getKey() % Long.BYTES == 0, "address (0x%x) of a word", each.getKey());
      addresses[i] = each.getKey();
      this.words[i++] = each.getValue();
    }
  }

  /// The regime's name.
  public String regime() {
    return regime;
  }

  /// Physical address of the root table.
  public long root() {
    return root;
  }

  /// Guest physical address of the machine's own page, where it has one.
  public OptionalLong companion() {
    return companion;
  }

  /// How many words there are.
  public int size() {
    return addresses.length;
  }

  /// Physical address of a word; they ascend.
  ///
  /// @param index from 0 to `size() - 1`
  public long address(int index) {
    return addresses[index];
  }

  /// The word at [#address].
  public long word(int index) {
    return words[index];
  }

  /// The index of the word at an address, or a negative number where the image has none.
  public int indexOf(long address) {
    return Arrays.binarySearch(addresses, address);
  }

  /// Whether an address may be translated through a word: whether it is the entry of the address in
  /// a table of some height, whatever table that is. Hardware has no reason to change other words.
  public boolean mayTranslate(int index, long gpa) {
    for (int height = 0; height < entryMasks.length; height++) {
      if (((addresses[index] / Long.BYTES ^ gpa >>> indexShifts[height]) & entryMasks[height])
          == 0) {
        return true;
      }
    }
    return false;
  }

  /// What memory holds at an address before a probe.
  ///
  /// @throws OutsideMemoryException where the machine has no memory
  long read(MachineMemory memory, long address) {
    int index = indexOf(address);
    return index >= 0 ? words[index] : memory.read(address);
  }

  /// A word of this image with another value, as an answer reports it.
  public Update update(int index, long word) {
    return new Update(addresses[index], word);
  }
}

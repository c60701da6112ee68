package maplet.harness.attest;

import java.util.Arrays;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
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

  /// @param regime the regime's name
  /// @param root physical address of the root, aligned as the regime asks
  /// @param companion guest physical address of the page that [MachineMemory#companionPage] wants
  ///   in every image; empty where it wants none
  /// @param words by their physical addresses, multiples of eight
  public TableImage(String regime, long root, OptionalLong companion, SortedMap<Long, Long> words) {
    this.regime = regime;
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

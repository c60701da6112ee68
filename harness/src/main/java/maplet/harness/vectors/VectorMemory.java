package maplet.harness.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Map;
import java.util.TreeMap;
import maplet.harness.attest.OutsideMemoryException;
import maplet.model.arch.WordMemory;

/// The words of a walk vector. Around them memory is zero, up to [#SIZE] bytes from the root on;
/// beyond there is none.
final class VectorMemory implements WordMemory {
  /// Bytes from the root on in which all tables of a walk vector lie.
  static final long SIZE = 4L << 20;

  private final long root;
  private final Map<Long, Long> words = new TreeMap<>();

  /// @param root first address of the memory
  VectorMemory(long root) {
    this.root = root;
  }

  /// @param memory as in a vector: pairs of an address and a word
  static VectorMemory of(long root, JsonNode memory) {
    VectorMemory words = new VectorMemory(root);
    memory.forEach(pair -> words.put(Json.number(pair.path(0)), Json.number(pair.path(1))));
    return words;
  }

  /// Whether an address can hold a word.
  boolean contains(long address) {
    return address % Long.BYTES == 0 && address >= root && address < root + SIZE;
  }

  void put(long address, long word) {
    words.put(address, word);
  }

  /// All words, by ascending address.
  Map<Long, Long> words() {
    return words;
  }

  @Override
  public long read(long address) {
    if (!contains(address)) {
      throw new OutsideMemoryException(address);
    }
    return words.getOrDefault(address, 0L);
  }

  /// As a vector has it.
  static ArrayNode pairs(Map<Long, Long> words) {
    ArrayNode pairs = Json.array();
    words.forEach((address, word) -> pairs.addArray().add(Json.hex(address)).add(Json.hex(word)));
    return pairs;
  }
}

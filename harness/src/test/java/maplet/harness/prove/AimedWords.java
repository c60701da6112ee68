package maplet.harness.prove;

import java.util.List;
import java.util.Random;
import maplet.impl.memory.EventLog;
import maplet.impl.memory.PhysicalMemory;
import maplet.model.Attributes;
import maplet.model.arch.Regime;

/// Operands for the methods of one regime: entries, broken entries, addresses, heights, attribute
/// codes, and anything else.
final class AimedWords {
  private final Regime regime;
  private final Random random;
  private final List<Attributes> attributes;

  AimedWords(Regime regime, Random random) {
    this.regime = regime;
    this.random = random;
    attributes = regime.capabilities().alternatives();
  }

  /// A value for a parameter of a primitive type.
  Object operand(Class<?> type) {
    return type == long.class ? (Object) word() : (Object) number();
  }

  long word() {
    return switch (random.nextInt(6)) {
      case 0 -> random.nextLong();
      case 1 -> random.nextLong() & 0xffff;
      case 2 -> gpa();
      case 3 -> regime.encodeTable(frame(), 1) ^ noise();
      default -> leaf(frame()) ^ noise();
    };
  }

  /// A leaf of any height.
  ///
  /// @param hpa a multiple of the granule; the leaf's address is that of the page it is in
  long leaf(long hpa) {
    int height = random.nextInt(regime.capabilities().pageShifts().size());
    long aligned = hpa & -(1L << regime.indexShift(height));
    return regime.encodeLeaf(aligned, attributes.get(random.nextInt(attributes.size())), height);
  }

  /// No bit, or one.
  long noise() {
    return random.nextBoolean() ? 0 : 1L << random.nextInt(Long.SIZE);
  }

  int number() {
    return switch (random.nextInt(5)) {
      case 0 -> random.nextInt();
      case 1, 2 -> random.nextInt(Attributes.CODES);
      default -> random.nextInt(regime.levels());
    };
  }

  /// A guest address within the input width, often at the start of a page.
  long gpa() {
    long any = random.nextLong() & regime.capabilities().inputLimit() - 1;
    return random.nextBoolean() ? any : any & -(1L << regime.indexShift(random.nextInt(3)));
  }

  private long frame() {
    long granule = regime.capabilities().granule();
    return random.nextLong() & regime.capabilities().outputLimit() - granule;
  }

  /// A memory of a few frames from address 0 on.
  PhysicalMemory memory(int frames) {
    long granule = regime.capabilities().granule();
    return new PhysicalMemory(0, frames * granule, granule, new EventLog());
  }

  /// Fills a memory with words that lead to other tables of it, and leaves, absent and broken
  /// entries.
  void fill(PhysicalMemory memory) {
    int frames = (int) (memory.size() / memory.frameSize());
    for (long address = 0; address < memory.size(); address += Long.BYTES) {
      long frame = random.nextInt(frames) * memory.frameSize();
      memory.guestWrite(
          address,
          switch (random.nextInt(8)) {
            case 0 -> 0;
            case 1, 2 -> leaf(frame);
            case 3 -> leaf(0) ^ 1L << random.nextInt(8);
            default -> regime.encodeTable(frame, 1);
          });
    }
  }
}

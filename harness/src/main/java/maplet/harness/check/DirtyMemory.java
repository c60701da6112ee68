package maplet.harness.check;

import java.util.Arrays;
import maplet.harness.sequence.OperationKind;
import maplet.harness.sequence.OperationSlot;
import maplet.harness.sequence.Setup;
import maplet.harness.subject.SimulatedHost;
import maplet.impl.memory.PhysicalMemory;
import maplet.model.Attributes;
import maplet.model.arch.Regime;

/* Overview
 *
 * A machine's memory holds what its last owner left. Here that is the worst there could be for an
 * implementation that doesn't zero a table: words that are valid entries of the regime, leaves and
 * pointers of every height. Which word lies where is a function of the address alone, so that a
 * sequence finds the same when it runs again.
 *
 * Frames get their words shortly before they can be handed out, since sequences use few of them.
 * Most frames get a few words (as many as the shadow forgets cheaply), at the ends and somewhere in
 * between; the first ones, from which roots come, and every sixteenth are full.
 */
/// Prepares the host for what comes next: which requests it refuses, which frames came back, and
/// memory that was never handed out, filled with words that would be valid entries, its shadow too.
final class DirtyMemory {
  /// More frames than an operation takes whose size doesn't say so: tables of its paths and of its
  /// cuts, and frames that a subject keeps for later.
  private static final int MOST_UNFORESEEN = 128;

  private static final int FULL = 64;
  private static final int FULL_EVERY = 16;
  private static final int SPARSE = 2;

  /// Times the root's frames that came back before it is made, where some did.
  private static final int RECYCLED_ROOTS = 4;

  private final SimulatedHost host;
  private final PhysicalMemory memory;
  private final ShadowMemory shadow;
  private final long[] words;
  private final int frames;
  private final int granuleShift;
  private final int rootFrames;
  private final long inputLimit;

  private int from;
  private int clean;
  private int dirty;

  DirtyMemory(Regime regime, SimulatedHost host, ExpectedLeaves leaves, ShadowMemory shadow) {
    this.host = host;
    this.memory = host.memory();
    this.shadow = shadow;
    // What the pointers lead to stays zero: a walk that follows them comes to an end.
    frames = shadow.frames() - 1;
    rootFrames = regime.rootFrames();
    granuleShift = Long.numberOfTrailingZeros(memory.frameSize());
    inputLimit = regime.capabilities().inputLimit();
    words = words(regime, leaves, shadow.address(frames));
  }

  /// A leaf and a pointer of each height, where the regime has them.
  private static long[] words(Regime regime, ExpectedLeaves leaves, long table) {
    long[] found = new long[2 * regime.levels()];
    int count = 0;
    for (int height = 0; height < regime.levels(); height++) {
      long word = leaves.hasLeaves(height) ? leaves.word(height, Attributes.RAM.code(), 0) : -1;
      if (word != ExpectedLeaves.NONE) {
        found[count++] = word;
      }
      if (height > 0) {
        found[count++] = leaves.table(height, table);
      }
    }
    return Arrays.copyOf(found, count);
  }

  /// The host was reset: what was used is zero again.
  ///
  /// @param used frames of the sequence before
  void reset(int used) {
    from = 0;
    clean = Math.max(clean, Math.min(used, dirty));
  }

  /// Somebody else uses the memory next: all of it is zero again.
  void wipe() {
    byte[] zeros = dirty > 0 ? new byte[(int) memory.frameSize()] : new byte[0];
    for (int frame = 0; frame < dirty; frame++) {
      memory.guestWrite(shadow.address(frame), zeros, 0, zeros.length);
      shadow.zero(frame);
    }
    from = 0;
    clean = 0;
    dirty = 0;
  }

  /// An address space or a table is about to be created.
  void prepare(Setup setup) {
    if (setup.recycled()) {
      host.recycle(RECYCLED_ROOTS * rootFrames);
    }
    prepare(0);
    host.refuseFrom(setup.refuseFrom(), setup.refuseOnce());
  }

  /// An operation is about to run.
  void prepare(OperationSlot slot) {
    prepare(slot.kind.hasSize() ? foreseen(slot) : 0);
    host.refuseFrom(slot.refuseFrom, slot.refuseOnce);
  }

  /// Frames that an operation takes, as far as its size tells.
  private long foreseen(OperationSlot slot) {
    if (Long.compareUnsigned(slot.size, inputLimit) > 0) {
      return 0; // it must be refused
    }
    long leaves = slot.size >>> granuleShift;
    return slot.kind == OperationKind.MAP_ALLOCATED ? leaves : leaves / shadow.wordsPerFrame();
  }

  private void prepare(long foreseen) {
    if (!host.isDirty()) {
      return;
    }
    int until = (int) Math.min(frames, host.usedFrames() + foreseen + MOST_UNFORESEEN);
    if (until > from) {
      soilUntil(until);
    }
  }

  private void soilUntil(int until) {
    for (int frame = from; frame < until; frame++) {
      if (frame < clean || frame >= dirty) {
        soilFrame(frame);
      }
    }
    from = until;
    dirty = Math.max(dirty, until);
    clean = from >= clean ? 0 : clean;
  }

  private void soilFrame(int frame) {
    int last = shadow.wordsPerFrame() - 1;
    if (frame < FULL || frame % FULL_EVERY == 0) {
      for (int index = 0; index <= last; index++) {
        soilWord(frame, index);
      }
      return;
    }
    soilWord(frame, 0);
    soilWord(frame, last);
    for (int i = 1; i <= SPARSE; i++) {
      soilWord(frame, (int) (hash(frame, -i) & last));
    }
  }

  /// Puts a word that would be a valid entry at an address of the memory.
  void soil(long address) {
    int frame = shadow.frame(address);
    soilWord(frame, (int) (address - shadow.address(frame) >>> 3));
  }

  private void soilWord(int frame, int index) {
    long address = shadow.address(frame) + (long) index * Long.BYTES;
    long word = words[(int) Math.unsignedMultiplyHigh(hash(frame, index), words.length)];
    memory.guestWrite(address, word);
    shadow.store(address, word);
  }

  private static long hash(int frame, int index) {
    long mixed = (frame * 0x9e3779b97f4a7c15L ^ index) * 0xbf58476d1ce4e5b9L;
    return (mixed ^ mixed >>> 31) * 0x94d049bb133111ebL;
  }
}

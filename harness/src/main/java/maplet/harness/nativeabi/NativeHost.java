package maplet.harness.nativeabi;

import java.util.function.Supplier;
import maplet.harness.subject.SimulatedHost;
import maplet.impl.memory.EventLog;
import maplet.impl.memory.PhysicalMemory;
import maplet.model.Capabilities;

/// The machine that a native subject runs on: memory that it can reach by pointers, a guard on both
/// sides of it, the control block, and its lists.
final class NativeHost extends SimulatedHost {
  private final GuardedMemory guarded;
  private final ControlBlock control;
  private Supplier<String> elsewhere = () -> "";

  /// Whether the subject stored where it mustn't, so that nobody knows what else it has used.
  private boolean doubtful;

  private NativeHost(
      GuardedMemory guarded, PhysicalMemory memory, EventLog events, boolean quarantine) {
    super(memory, events);
    this.guarded = guarded;
    this.control = new ControlBlock(memory, guarded, quarantine);
  }

  /// @param quarantine see [ControlBlock]
  static NativeHost of(Capabilities capabilities, boolean quarantine) {
    long frames = CAMPAIGN_SIZE / capabilities.granule();
    GuardedMemory guarded =
        new GuardedMemory(CAMPAIGN_SIZE, ControlBlock.BYTES, frames, ControlBlock.EVENT_LIST_BYTES);
    EventLog events = new EventLog();
    PhysicalMemory memory =
        new PhysicalMemory(base(capabilities), guarded.words(), capabilities.granule(), events);
    return new NativeHost(guarded, memory, events, quarantine);
  }

  ControlBlock control() {
    return control;
  }

  @Override
  public void refuseFrom(int request, boolean once) {
    control.refuseFrom(request, once);
  }

  @Override
  public void recycle(int frames) {
    control.recycle(frames);
  }

  @Override
  public int usedFrames() {
    return (int) (usedBytes() / memory().frameSize());
  }

  @Override
  public String damage(boolean thorough) {
    String stray = guarded.damage(thorough);
    String changed = stray.isEmpty() ? control.damage(thorough) : stray;
    doubtful |= !changed.isEmpty();
    return changed.isEmpty() ? elsewhere.get() : changed;
  }

  @Override
  public void watch(Supplier<String> other) {
    elsewhere = other;
  }

  @Override
  public boolean isShared() {
    return true;
  }

  @Override
  public void reset() {
    super.reset();
    guarded.words().asSlice(0, usedBytes()).fill((byte) 0);
    control.reset();
    guarded.repair();
    doubtful = false;
  }

  private long usedBytes() {
    long used = control.used();
    // A subject may have written anything there.
    return !doubtful && used >= 0 && used <= CAMPAIGN_SIZE ? used : CAMPAIGN_SIZE;
  }

  @Override
  public void close() {
    super.close();
    guarded.close();
  }
}

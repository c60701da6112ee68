package maplet.harness.stdio;

import maplet.harness.subject.SimulatedHost;
import maplet.harness.subject.SubjectFailure;
import maplet.impl.memory.EventLog;
import maplet.model.Capabilities;

/// A copy of the machine that the subject runs on, made of what the subject tells.
final class MirrorHost extends SimulatedHost {
  private long used;
  private int refuseFrom;
  private boolean refuseOnce;
  private String damage = "";

  MirrorHost(Capabilities capabilities) {
    super(CAMPAIGN_SIZE, capabilities);
  }

  /// What the next request says of [SimulatedHost#refuseFrom].
  int refuseFrom() {
    return refuseFrom;
  }

  /// Whether the next request says that it is refused once.
  boolean refuseOnce() {
    return refuseOnce;
  }

  @Override
  public void refuseFrom(int request, boolean once) {
    refuseFrom = request;
    refuseOnce = once;
  }

  /// Memory and its frames are on the subject's side, who begins with zeros.
  @Override
  public boolean isDirty() {
    return false;
  }

  @Override
  public String damage(boolean thorough) {
    return damage;
  }

  @Override
  public void reset() {
    for (long frame = 0; frame < used; frame += memory().frameSize()) {
      memory().zero(memory().base() + frame);
    }
    super.reset();
    used = 0;
    refuseFrom(0, false);
    damage = "";
  }

  /// Applies what an operation did, in the order in which it was told.
  void apply(Reply.Result result) {
    Numbers told = result.events();
    for (int i = 0; i < told.size(); i += Reply.EVENT_NUMBERS) {
      int kind = (int) told.get(i);
      long operand = told.get(i + 1);
      switch (kind) {
        case EventLog.STORE -> store(operand, told.get(i + 2), told.get(i + 3));
        case EventLog.ZERO -> zero(operand);
        case EventLog.ALLOCATE -> allocate(operand, told.get(i + 2));
        case EventLog.FREE -> free(operand, told.get(i + 2));
        default -> events().add(kind, operand, told.get(i + 2), told.get(i + 3));
      }
    }
    Numbers changed = result.words();
    for (int i = 0; i < changed.size(); i += 2) {
      if (isWord(changed.get(i), changed.get(i + 1))) {
        memory().guestWrite(changed.get(i), changed.get(i + 1));
      }
    }
  }

  private void store(long address, long old, long word) {
    if (!isWord(address, word)) {
      return;
    }
    long known = memory().read(address);
    if (known != old) {
      throw new SubjectFailure(
          SubjectFailure.Kind.UNTOLD,
          "a store at 0x%x found 0x%x there; told was 0x%x".formatted(address, old, known));
    }
    memory().guestWrite(address, word);
    events().add(EventLog.STORE, address, old, word);
  }

  private void zero(long address) {
    if (isFrame(address)) {
      memory().zero(address);
    } else {
      damage = "zeros stored at 0x%x, which is no frame".formatted(address);
    }
  }

  private void allocate(long address, long count) {
    checkFrames(address, count, isFrame(address));
    long end = address - memory().base() + count * memory().frameSize();
    used = Math.max(used, Math.min(end, memory().size()));
    events().add(EventLog.ALLOCATE, address, count, 0);
  }

  /// Whose frames they are is judged by who knows that.
  private void free(long address, long count) {
    checkFrames(address, count, true);
    events().add(EventLog.FREE, address, count, 0);
  }

  /// Refuses numbers of frames that the memory hasn't got, before anybody counts them.
  private void checkFrames(long address, long count, boolean isAddress) {
    long frames = memory().size() / memory().frameSize();
    if (!isAddress || count < 1 || count > frames) {
      throw new SubjectFailure(
          SubjectFailure.Kind.GARBAGE,
          "no such frames: %s at 0x%x".formatted(Long.toUnsignedString(count), address));
    }
  }

  /// Whether so many frames lie in the memory, from an address on.
  boolean areFrames(long address, long count) {
    return isFrame(address) && isFrame(address + (count - 1) * memory().frameSize());
  }

  boolean isFrame(long address) {
    return memory().contains(address) && address % memory().frameSize() == 0;
  }

  private boolean isWord(long address, long word) {
    if (memory().contains(address) && address % Long.BYTES == 0) {
      used = Math.max(used, address - memory().base() + Long.BYTES);
      return true;
    }
    damage = "0x%x stored at 0x%x, which is no word of the memory".formatted(word, address);
    return false;
  }
}

package maplet.harness.check;

import maplet.harness.subject.SimulatedHost;
import maplet.impl.memory.PhysicalMemory;

/// Looks for stores in frames that nobody was ever given.
///
/// There are far more of them than a sequence uses, so each look is at those that come next, at the
/// last ones, and at some of the others by turns. Once something was found, each look is at all: it
/// must show again in the sequence that is to blame.
final class UnusedFrames {
  private static final int NEXT = 32;
  private static final int LAST = 16;
  private static final int OTHERS = 128;

  /// Frames that are looked at while a sequence runs, and after how many calls each time.
  private static final int SOON = 8;

  private static final int CALLS = 2;

  private final SimulatedHost host;
  private final PhysicalMemory memory;
  private final ShadowMemory shadow;
  private final Findings findings;

  private int turn;
  private int calls;
  private boolean everything;

  UnusedFrames(SimulatedHost host, ShadowMemory shadow, Findings findings) {
    this.host = host;
    this.memory = host.memory();
    this.shadow = shadow;
    this.findings = findings;
  }

  /// Looks at those that come next, before they are in use; now and then, for it is done after each
  /// call.
  void judgeNext() {
    if (host.isShared() && ++calls % CALLS == 0) {
      int used = host.usedFrames();
      judge(used, used + SOON);
    }
  }

  /// Looks, where the subject can store without anybody's knowledge.
  void judge() {
    if (!host.isShared()) {
      return;
    }
    int used = host.usedFrames();
    int frames = shadow.frames();
    if (everything) {
      judge(used, frames);
      return;
    }
    judge(used, used + NEXT);
    judge(frames - LAST, frames);
    judge(Math.max(turn, used), turn + OTHERS);
    turn = turn + OTHERS >= frames ? 0 : turn + OTHERS;
  }

  private void judge(int from, int to) {
    for (int frame = from; frame < Math.min(to, shadow.frames()); frame++) {
      if (!shadow.equals(memory, shadow.address(frame))) {
        everything = true;
        report(frame);
      }
    }
  }

  private void report(int frame) {
    boolean isFirst = true;
    long start = shadow.address(frame);
    for (int i = 0; i < shadow.wordsPerFrame(); i++) {
      long address = start + (long) i * Long.BYTES;
      long word = memory.read(address);
      if (word != shadow.read(address)) {
        if (isFirst) {
          findings.add(
              Oracle.BOUNDS,
              0,
              "stores only in frames that the host gave",
              "%s at %s, in a frame that nobody was given"
                  .formatted(Text.hex(word), Text.hex(address)));
          isFirst = false;
        }
        memory.guestWrite(address, shadow.read(address));
      }
    }
  }
}

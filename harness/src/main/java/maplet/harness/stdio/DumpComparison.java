package maplet.harness.stdio;

import java.util.Map;
import java.util.TreeMap;
import maplet.harness.subject.SubjectFailure;
import maplet.impl.memory.PhysicalMemory;

/// Compares the tables that a subject shows with the copy that was made of what it told, word by
/// word.
final class DumpComparison {
  private final MirrorHost host;
  private final PhysicalMemory memory;

  DumpComparison(MirrorHost host) {
    this.host = host;
    memory = host.memory();
  }

  /// Frames that aren't reachable may be shown, for a subject may keep tables for later.
  ///
  /// @param tables addresses of those that are
  /// @throws SubjectFailure at the first difference
  void compare(Reply.Dumped dump, long[] tables) {
    Map<Long, long[]> shown = new TreeMap<>();
    for (Reply.Frame frame : dump.frames()) {
      if (!host.isFrame(frame.address())) {
        throw garbage("no such frame: 0x%x".formatted(frame.address()));
      }
      if (shown.put(frame.address(), words(frame)) != null) {
        throw garbage("the frame at 0x%x is shown twice".formatted(frame.address()));
      }
    }
    for (long table : tables) {
      if (!shown.containsKey(table)) {
        throw untold("the dump hasn't got the table at 0x%x".formatted(table));
      }
    }
    shown.forEach(this::compare);
  }

  private long[] words(Reply.Frame frame) {
    long[] words = new long[(int) (memory.frameSize() / Long.BYTES)];
    boolean[] isShown = new boolean[words.length];
    Numbers pairs = frame.words();
    for (int i = 0; i < pairs.size(); i += 2) {
      long index = pairs.get(i);
      if (index < 0 || index >= words.length) {
        throw garbage(
            "no such index in the frame at 0x%x: %s"
                .formatted(frame.address(), Long.toUnsignedString(index)));
      }
      if (isShown[(int) index]) {
        throw garbage(
            "word %d of the frame at 0x%x is shown twice".formatted(index, frame.address()));
      }
      isShown[(int) index] = true;
      words[(int) index] = pairs.get(i + 1);
    }
    return words;
  }

  private void compare(long frame, long[] words) {
    for (int i = 0; i < words.length; i++) {
      long address = frame + (long) i * Long.BYTES;
      long told = memory.read(address);
      if (told != words[i]) {
        throw untold("the dump has 0x%x at 0x%x; told was 0x%x".formatted(words[i], address, told));
      }
    }
  }

  private static SubjectFailure garbage(String reason) {
    return new SubjectFailure(SubjectFailure.Kind.GARBAGE, reason);
  }

  private static SubjectFailure untold(String reason) {
    return new SubjectFailure(SubjectFailure.Kind.UNTOLD, reason);
  }
}

package maplet.harness.attest.bochs;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// The bytes that the guest program reads and leaves (its `probes.h`).
final class BochsProtocol {
  private static final long MAGIC = 0x4550544dL;
  private static final int HEADER_BYTES = 512;
  private static final int REQUEST_WORDS = 4;
  private static final int ANSWER_WORDS = 6;
  private static final long ENTRY_FAILED = 0xffff_ffffL;
  private static final int BASIC_REASON = 0xffff;
  private static final int EXCEPTION = 0;
  private static final int VMCALL = 18;

  private BochsProtocol() {}

  /// Bytes of all requests, header included.
  static long requestBytes(List<EptProbe> probes) {
    long words = 0;
    for (EptProbe probe : probes) {
      words += REQUEST_WORDS + 2L * probe.size();
    }
    return HEADER_BYTES + words * Long.BYTES;
  }

  /// Bytes of all answers.
  static long answerBytes(List<EptProbe> probes) {
    long words = 0;
    for (EptProbe probe : probes) {
      words += ANSWER_WORDS + probe.size();
    }
    return words * Long.BYTES;
  }

  /// The disk, of a size that is a multiple of `unit`.
  static byte[] requests(List<EptProbe> probes, int unit) {
    long bytes = requestBytes(probes);
    ByteBuffer disk = ByteBuffer.allocate(Math.toIntExact((bytes + unit - 1) / unit * unit));
    disk.order(ByteOrder.LITTLE_ENDIAN);
    disk.putLong(MAGIC).putLong(probes.size()).putLong(bytes).putLong(0).position(HEADER_BYTES);
    for (EptProbe probe : probes) {
      disk.putLong(probe.eptp()).putLong(probe.gpa());
      disk.putLong(probe.access().ordinal()).putLong(probe.size());
      for (int i = 0; i < probe.size(); i++) {
        disk.putLong(probe.address(i)).putLong(probe.word(i));
      }
    }
    return disk.array();
  }

  /// The answers to probes, in their order.
  static List<EptAnswer> answers(List<EptProbe> probes, byte[] bytes) {
    ByteBuffer memory = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    List<EptAnswer> answers = new ArrayList<>(probes.size());
    for (EptProbe probe : probes) {
      answers.add(answer(probe, memory));
    }
    return answers;
  }

  private static EptAnswer answer(EptProbe probe, ByteBuffer memory) {
    long reason = memory.getLong();
    long qualification = memory.getLong();
    long gpa = memory.getLong();
    memory.getLong(); // the guest-linear address
    long rax = memory.getLong();
    memory.getLong(); // RIP
    List<Long> words = new ArrayList<>();
    for (int i = 0; i < probe.size(); i++) {
      words.add(memory.getLong());
    }
    if ((reason & ENTRY_FAILED) == ENTRY_FAILED) {
      return new EptAnswer(EptAnswer.NO_ENTRY, reason >>> 32, 0, EptAnswer.UNKNOWN, words);
    }
    int basic = (int) reason & BASIC_REASON;
    // A page walk that arrives finds no page-table entry there, which is the guest's page fault.
    boolean arrived = basic == (probe.access() == EptAccess.GUEST_PAGE_WALK ? EXCEPTION : VMCALL);
    if (arrived) {
      return new EptAnswer(EptAnswer.REACHED, 0, 0, told(probe, rax), words);
    }

    return new EptAnswer(reason & ENTRY_FAILED, qualification, gpa, EptAnswer.UNKNOWN, words);
  }

  private static long told(EptProbe probe, long rax) {
    return switch (probe.access()) {
      case READ -> EptMemory.toldBy(rax, false);
      case WRITE -> EptMemory.toldBy(rax, true);
      case FETCH -> rax << 3;
      case GUEST_PAGE_WALK -> EptAnswer.UNKNOWN;
    };
  }
}

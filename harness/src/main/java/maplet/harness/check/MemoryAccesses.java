package maplet.harness.check;

import java.util.Arrays;
import java.util.Optional;
import maplet.harness.sequence.BytePattern;
import maplet.harness.sequence.OperationSlot;
import maplet.harness.subject.SubjectQueries;
import maplet.impl.memory.PhysicalMemory;
import maplet.model.Environment;
import maplet.model.Queries;
import maplet.model.Status;

/// Runs reads and writes of the guest's memory on the subject, and judges the bytes.
///
/// The model answers first: accesses change nothing that it knows, and its runs say which bytes are
/// concerned. What is to be read is filled with a fresh pattern, so that bytes from elsewhere
/// differ. What is written is compared with its surroundings, whole blocks of 4 KiB: the pattern
/// where it belongs and everything else as it was; after a refusal all of it as it was.
final class MemoryAccesses {
  private static final int BLOCK = 4096;
  private static final byte UNTOUCHED = 0x5a;

  private final PhysicalMemory memory;
  private final Queries model;
  private final Environment environment;
  private final Findings findings;
  private final BytePattern pattern = new BytePattern();

  private byte[] bytes = new byte[4 * BLOCK];
  private byte[] wanted = new byte[8 * BLOCK];
  private byte[] found = new byte[8 * BLOCK];
  private long reads;
  private Status expected = Status.DONE;

  MemoryAccesses(PhysicalMemory memory, Queries model, Environment environment, Findings findings) {
    this.memory = memory;
    this.model = model;
    this.environment = environment;
    this.findings = findings;
  }

  /// Begins a sequence.
  void reset() {
    reads = 0;
  }

  /// What the model answered to the last access.
  Status expected() {
    return expected;
  }

  /// Runs a read on both sides.
  ///
  /// @return how it ended, as the subject says
  Status read(SubjectQueries subject, OperationSlot slot) {
    expected = model.readMemory(slot.gpa, slot.size, environment);
    int size = room(slot.size);
    wanted = atLeast(wanted, size);
    Arrays.fill(bytes, 0, size, UNTOUCHED);
    if (expected == Status.DONE) {
      pattern.fill(++reads, wanted, 0, size);
      int at = 0;
      for (int i = 0; i < model.runs(); i++) {
        memory.guestWrite(model.runHpa(i), wanted, at, (int) model.runSize(i));
        at += (int) model.runSize(i);
      }
    } else {
      Arrays.fill(wanted, 0, size, UNTOUCHED);
    }
    Status status = subject.readMemory(slot.gpa, slot.size, bytes);
    judgeRange(subject, slot);
    int difference = Arrays.mismatch(wanted, 0, size, bytes, 0, size);
    if (difference >= 0) {
      report(slot.gpa + difference, "read", wanted[difference], bytes[difference]);
    }
    return status;
  }

  /// Runs a write on both sides.
  ///
  /// @return how it ended, as the subject says
  Status write(SubjectQueries subject, OperationSlot slot) {
    expected = model.writeMemory(slot.gpa, slot.size, environment);
    int size = room(slot.size);
    pattern.fill(slot.seed, bytes, 0, size);
    int lead = (int) (slot.gpa & BLOCK - 1);
    int total = surroundings(lead);
    wanted = atLeast(wanted, total);
    found = atLeast(found, total);
    copySurroundings(lead, total, wanted);
    if (expected == Status.DONE) {
      System.arraycopy(bytes, 0, wanted, lead, size);
    }
    Status status = subject.writeMemory(slot.gpa, slot.size, bytes);
    if (subject.torn() > 0) {
      findings.add(
          Symptom.TORN,
          slot.gpa,
          "an aligned value of %d bytes stored at once".formatted(subject.torn()),
          "stored in parts");
    }
    judgeRange(subject, slot);
    copySurroundings(lead, total, found);
    int difference = Arrays.mismatch(wanted, 0, total, found, 0, total);
    if (difference >= 0) {
      report(slot.gpa - lead + difference, "written", wanted[difference], found[difference]);
    }
    return status;
  }

  private void judgeRange(SubjectQueries subject, OperationSlot slot) {
    Optional<Boolean> told = subject.contains(slot.gpa, slot.size);
    boolean isInside = model.containsRange(slot.gpa, slot.size);
    if (told.isPresent() && told.get() != isInside) {
      findings.add(
          Oracle.OUTCOME,
          slot.gpa,
          "the range is inside the address space: " + isInside,
          "inside: " + told.get());
    }
  }

  /// Bytes of the buffer that an access uses; all accesses that can be done fit.
  private int room(long size) {
    if (Long.compareUnsigned(size, memory.size()) > 0) {
      return 0;
    }
    bytes = atLeast(bytes, (int) size);
    return (int) size;
  }

  /// Bytes of the blocks that the model's runs lie in, 0 where there is no run.
  private int surroundings(int lead) {
    int total = lead;
    for (int i = 0; i < model.runs(); i++) {
      total += (int) model.runSize(i);
    }
    return total == lead ? 0 : total + BLOCK - 1 & -BLOCK;
  }

  /// Copies whole blocks, in the order of the guest addresses.
  private void copySurroundings(int lead, int total, byte[] target) {
    int at = 0;
    for (int i = 0; i < model.runs(); i++) {
      int before = i == 0 ? lead : 0;
      int size = before + (int) model.runSize(i);
      int all = i == model.runs() - 1 ? total - at : size;
      memory.copy(model.runHpa(i) - before, target, at, all);
      at += size;
    }
  }

  private void report(long gpa, String done, byte wantedByte, byte foundByte) {
    findings.add(
        Oracle.OUTCOME,
        gpa,
        "byte 0x%02x %s at %s, or as it was".formatted(wantedByte, done, Text.hex(gpa)),
        "byte 0x%02x".formatted(foundByte));
  }

  private static byte[] atLeast(byte[] array, int size) {
    return array.length >= size ? array : new byte[Math.max(size, 2 * array.length)];
  }
}

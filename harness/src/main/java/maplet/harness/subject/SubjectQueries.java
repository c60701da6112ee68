package maplet.harness.subject;

import java.util.Optional;
import maplet.model.Access;
import maplet.model.Backing;
import maplet.model.Status;

/// The part of a subject that only asks, and reads and writes the guest's memory.
///
/// A refusal's rule and operand, and a fault's kind, are the [Subject]'s. Implementations don't
/// allocate on these paths.
public interface SubjectQueries {
  /// [Status#RUN_FOUND], with the run as number 0, or [Status#FAULT].
  Status translateRun(long gpa, Access access);

  /// [Status#RUNS_FOUND] or a refusal.
  Status byteBuffer(long gpa, long size, Access access);

  /// Reads the guest's memory.
  ///
  /// @param target receives the bytes from its first on; shorter than `size` only where the host
  ///   has less memory than that, so that the subject must refuse
  Status readMemory(long gpa, long size, byte[] target);

  /// Writes the guest's memory.
  ///
  /// @param source the bytes from its first on; as long as for [#readMemory]
  Status writeMemory(long gpa, long size, byte[] source);

  /// Bytes of the last write that a processor stores at once, and that were stored in parts; 0
  /// where none was, or nobody watched.
  default int torn() {
    return 0;
  }

  /// Whether a range of bytes lies inside the address space; empty where the subject can't say.
  default Optional<Boolean> contains(long gpa, long size) {
    return Optional.empty();
  }

  /// [Status#AREA_FOUND] or a refusal.
  Status findArea(long gpa);

  /// [Status#FREE_FOUND] or a refusal.
  Status findFreeArea(long hint, long size, long alignment, long limitStart, long limitEnd);

  /// Number of runs of the last answer.
  int runs();

  /// Host physical address of a run's first byte.
  long runHpa(int index);

  /// Bytes of a run.
  long runSize(int index);

  /// First guest physical address of the area that was found last.
  long areaStart();

  /// Bytes of that area.
  long areaSize();

  /// Attribute code of that area.
  int areaAttributes();

  /// Backing of that area.
  Backing areaBacking();

  /// First guest physical address of the free range that was found last.
  long freeArea();
}

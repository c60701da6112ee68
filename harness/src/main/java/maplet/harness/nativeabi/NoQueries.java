package maplet.harness.nativeabi;

import java.util.function.Supplier;
import maplet.harness.subject.SubjectQueries;
import maplet.model.Access;
import maplet.model.Backing;
import maplet.model.Status;

/// The queries of a subject that has none.
///
/// @param unsupported what each of them answers
public record NoQueries(Supplier<Status> unsupported) implements SubjectQueries {
  @Override
  public Status translateRun(long gpa, Access access) {
    return unsupported.get();
  }

  @Override
  public Status byteBuffer(long gpa, long size, Access access) {
    return unsupported.get();
  }

  @Override
  public Status readMemory(long gpa, long size, byte[] target) {
    return unsupported.get();
  }

  @Override
  public Status writeMemory(long gpa, long size, byte[] source) {
    return unsupported.get();
  }

  @Override
  public Status findArea(long gpa) {
    return unsupported.get();
  }

  @Override
  public Status findFreeArea(long hint, long size, long alignment, long limitStart, long limitEnd) {
    return unsupported.get();
  }

  @Override
  public int runs() {
    return 0;
  }

  @Override
  public long runHpa(int index) {
    return 0;
  }

  @Override
  public long runSize(int index) {
    return 0;
  }

  @Override
  public long areaStart() {
    return 0;
  }

  @Override
  public long areaSize() {
    return 0;
  }

  @Override
  public int areaAttributes() {
    return 0;
  }

  @Override
  public Backing areaBacking() {
    return Backing.LINEAR;
  }

  @Override
  public long freeArea() {
    return 0;
  }
}

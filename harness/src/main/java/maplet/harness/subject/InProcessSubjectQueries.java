package maplet.harness.subject;

import maplet.impl.AddressSpace;
import maplet.impl.GuestMemory;
import maplet.impl.RunList;
import maplet.impl.memory.MemoryHal;
import maplet.model.Access;
import maplet.model.Backing;
import maplet.model.Status;

/// The queries of Maplet's own implementation.
final class InProcessSubjectQueries implements SubjectQueries {
  private final AddressSpace space;
  private final GuestMemory memory;
  private final RunList buffer = new RunList();
  private boolean single;

  InProcessSubjectQueries(AddressSpace space, MemoryHal hal) {
    this.space = space;
    this.memory = new GuestMemory(space, hal);
  }

  @Override
  public Status translateRun(long gpa, Access access) {
    single = true;
    return space.runs().translateRun(gpa, access);
  }

  @Override
  public Status byteBuffer(long gpa, long size, Access access) {
    single = false;
    return space.runs().byteBuffer(gpa, size, access, buffer);
  }

  @Override
  public Status readMemory(long gpa, long size, byte[] target) {
    if (Long.compareUnsigned(size, target.length) > 0) {
      return memory.check(gpa, size, Access.READ);
    }
    return memory.read(gpa, target, 0, (int) size);
  }

  @Override
  public Status writeMemory(long gpa, long size, byte[] source) {
    if (Long.compareUnsigned(size, source.length) > 0) {
      return memory.check(gpa, size, Access.WRITE);
    }
    return memory.write(gpa, source, 0, (int) size);
  }

  @Override
  public Status findArea(long gpa) {
    return space.areas().find(gpa);
  }

  @Override
  public Status findFreeArea(long hint, long size, long alignment, long limitStart, long limitEnd) {
    return space.areas().findFree(hint, size, alignment, limitStart, limitEnd);
  }

  @Override
  public int runs() {
    return single ? 1 : buffer.count();
  }

  @Override
  public long runHpa(int index) {
    return single ? space.runs().hpa() : buffer.start(index);
  }

  @Override
  public long runSize(int index) {
    return single ? space.runs().size() : buffer.size(index);
  }

  @Override
  public long areaStart() {
    return space.areas().start();
  }

  @Override
  public long areaSize() {
    return space.areas().size();
  }

  @Override
  public int areaAttributes() {
    return space.areas().attributes();
  }

  @Override
  public Backing areaBacking() {
    return space.areas().backing();
  }

  @Override
  public long freeArea() {
    return space.areas().free();
  }
}

package maplet.harness.subject;

import java.util.Optional;
import maplet.impl.AddressSpace;
import maplet.impl.RunList;
import maplet.impl.memory.MemoryHal;
import maplet.model.Access;
import maplet.model.Backing;
import maplet.model.Status;

/// The queries of Maplet's own implementation.
final class InProcessSubjectQueries implements SubjectQueries {
  private static final Optional<Boolean> YES = Optional.of(true);
  private static final Optional<Boolean> NO = Optional.of(false);

  private final AddressSpace space;
  private final GuestAccesses memory;
  private final RunList buffer = new RunList();
  private boolean single;

  InProcessSubjectQueries(AddressSpace space, MemoryHal hal) {
    this.space = space;
    this.memory = new GuestAccesses(space, hal);
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
    return memory.read(gpa, size, target);
  }

  @Override
  public Status writeMemory(long gpa, long size, byte[] source) {
    return memory.write(gpa, size, source);
  }

  @Override
  public int torn() {
    return memory.torn();
  }

  @Override
  public Optional<Boolean> contains(long gpa, long size) {
    return space.areas().containsRange(gpa, size) ? YES : NO;
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

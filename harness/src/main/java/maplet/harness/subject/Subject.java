package maplet.harness.subject;

import maplet.impl.memory.EventLog;
import maplet.impl.memory.FrameAllocator;
import maplet.impl.memory.PhysicalMemory;
import maplet.model.Access;
import maplet.model.FaultKind;
import maplet.model.Rule;
import maplet.model.Status;

/// An implementation under test, one address space of it.
///
/// The harness calls one operation, then reads the answer's details, the memory and the event log.
/// Implementations don't allocate on these paths.
public interface Subject extends AutoCloseable {
  /// Name for reports.
  String name();

  /// Physical address of the root table.
  long root();

  Status mapLinear(long gpa, long hpa, long size, int attributes);

  Status mapAllocated(long gpa, long size, int attributes, boolean populate);

  Status unmap(long gpa, long size);

  Status protect(long gpa, long size, int attributes);

  Status clear();

  Status handleFault(long gpa, Access access);

  /// [Status#TRANSLATED] or [Status#FAULT], or a refusal.
  Status translate(long gpa, Access access);

  /// The rule that the last operation broke, [Rule#NONE] where it wasn't refused.
  Rule rule();

  /// The operand that broke it.
  long operand();

  /// Host physical address of the last translation that reached memory.
  long hpa();

  /// Attribute code of that translation.
  int attributes();

  /// Page size in bytes of that translation.
  long pageSize();

  /// Why the last translation faulted.
  FaultKind faultKind();

  /// Height of the entry at which the last translation faulted.
  int faultHeight();

  /// The memory that holds the tables and the allocated frames.
  PhysicalMemory memory();

  /// Where the subject's frames come from.
  FrameAllocator allocator();

  /// All that has happened to memory since the log was last cleared.
  EventLog events();

  @Override
  void close();
}

package maplet.harness.subject;

import maplet.model.Access;
import maplet.model.FaultKind;
import maplet.model.Rule;
import maplet.model.Status;

/// An implementation under test: one address space or one page table of it, on a [SimulatedHost].
///
/// The harness calls one operation, reads the answer's details here, and everything else from the
/// host's memory and event log. Operands mean what they mean in [maplet.model.Operation];
/// attributes are codes as in [maplet.model.Attributes#code]. Implementations don't allocate on
/// these paths.
public interface Subject {
  /// Makes the address space; the first call.
  Status create(long base, long size);

  /// Physical address of the root table, once created.
  long root();

  Status mapLinear(long gpa, long hpa, long size, int attributes);

  Status mapAllocated(long gpa, long size, int attributes, boolean populate);

  Status unmap(long gpa, long size);

  Status protect(long gpa, long size, int attributes);

  Status clear();

  Status handleFault(long gpa, Access access);

  /// [Status#TRANSLATED] or [Status#FAULT].
  Status translate(long gpa, Access access);

  /// The operations that only ask, or access the guest's memory.
  SubjectQueries queries();

  /// Makes a page table instead of an address space; the first call. Of the operations above, only
  /// [#clear] and [#translate] may follow, and those below.
  Status createTable();

  Status mapPage(long gpa, long hpa, long pageSize, int attributes);

  /// [Status#REMOVED], with the leaf in [#hpa], [#attributes] and [#pageSize], or a refusal.
  Status unmapPage(long gpa);

  Status remap(long gpa, long hpa, int attributes);

  /// [Status#TRANSLATED] or a refusal.
  Status query(long gpa);

  Status mapRegion(long gpa, long hpa, long size, int attributes, boolean allowHuge);

  Status unmapRegion(long gpa, long size);

  Status protectRegion(long gpa, long size, int attributes);

  /// Shows every leaf to the sink, by ascending guest address.
  Status walkTable(LeafSink sink);

  /// Gives all memory back, the root included; the last call.
  void destroy();

  /// Shows its tables, where they lie in a memory of its own that nobody else reads; at each audit.
  ///
  /// @param tables addresses of the frames of all reachable tables, as the stores tell
  /// @throws SubjectFailure when it shows something else than it told
  default void showTables(long[] tables) {}

  /// What the last answer is about, where it isn't one of the model's; its status then is that of
  /// the refusal that comes nearest.
  default Notice notice() {
    return Notice.NONE;
  }

  /// What it said of the panic; meaningful with [Notice#PANICKED].
  default Panic panic() {
    return Panic.UNKNOWN;
  }

  /// The code that the last operation returned; meaningful with [Notice#UNDOCUMENTED].
  default long code() {
    return 0;
  }

  /// Bytes from the start of the range that were done; meaningful with [Notice#PARTLY_DONE].
  default long done() {
    return 0;
  }

  /// The rule that the last operation broke; meaningful when it was refused.
  Rule rule();

  /// The operand that broke it.
  long operand();

  /// Host physical address of the last translation; meaningful when it reached memory.
  long hpa();

  /// Attribute code of that translation.
  int attributes();

  /// The same as the subject said it, in all its bits.
  default long attributesNumber() {
    return attributes();
  }

  /// Page size of that translation, in bytes.
  long pageSize();

  /// Why the last translation faulted; meaningful when it did.
  FaultKind faultKind();

  /// The number of the fault's kind as the subject said it, in all its bits.
  default long faultKindNumber() {
    return faultKind().ordinal();
  }

  /// The first word of the architecture's report of the last fault, as in
  /// [maplet.model.arch.Syndrome#cause].
  long syndromeCause();

  /// The second word, as in [maplet.model.arch.Syndrome#detail].
  long syndromeDetail();

  /// Height of the entry that decided the fault, as in [maplet.model.arch.WalkResult.Faulted].
  int faultHeight();

  /// The same as the subject said it, in all its bits.
  default long faultHeightNumber() {
    return faultHeight();
  }
}

package maplet.harness.jvm;

import maplet.harness.subject.Notice;
import maplet.model.FaultKind;
import maplet.model.Status;

/// What an operation of a [GuestSpace] answers. The details count as far as the profile's `answers`
/// name them.
///
/// @param status how it ended; where the notice isn't NONE, nothing
/// @param notice what the status can't say
/// @param bytesDone bytes from the start of the range, where a part was done
/// @param hpa host physical address of a translation
/// @param attributes their code, of a translation
/// @param pageSize bytes of the page, of a translation
/// @param faultKind why a translation faulted
/// @param faultHeight levels above the lowest at which it did
public record Answer(
    Status status,
    Notice notice,
    long bytesDone,
    long hpa,
    int attributes,
    long pageSize,
    FaultKind faultKind,
    int faultHeight) {
  private static final Answer DONE = of(Status.DONE);
  private static final Answer UNSUPPORTED = of(Notice.NOT_SUPPORTED, 0);
  private static final Answer AGAIN = of(Notice.AGAIN, 0);
  private static final Answer WIDENING_REFUSED = of(Notice.WIDENING_REFUSED, 0);

  /// It was done.
  public static Answer done() {
    return DONE;
  }

  /// An answer without details: DONE, RESOLVED, SPURIOUS, or why it was refused (INVALID_INPUT,
  /// ALREADY_EXISTS, NOT_MAPPED, NO_MEMORY, MAPPED_TO_HUGE_PAGE, FAULT_REFUSED).
  public static Answer of(Status status) {
    return new Answer(status, Notice.NONE, 0, 0, 0, 0, FaultKind.TRANSLATION, 0);
  }

  /// A translation that reaches host memory.
  ///
  /// @param attributes as in [GuestSpace]; 0 where the profile's answers leave them out
  /// @param pageSize bytes; 0 where the profile's answers leave it out
  public static Answer translated(long hpa, int attributes, long pageSize) {
    return new Answer(
        Status.TRANSLATED, Notice.NONE, 0, hpa, attributes, pageSize, FaultKind.TRANSLATION, 0);
  }

  /// A translation that faults.
  ///
  /// @param height levels above the lowest
  public static Answer fault(FaultKind kind, int height) {
    return new Answer(Status.FAULT, Notice.NONE, 0, 0, 0, 0, kind, height);
  }

  /// There is no such operation.
  public static Answer unsupported() {
    return UNSUPPORTED;
  }

  /// Nothing changed, ask again: the freedom `again`.
  public static Answer again() {
    return AGAIN;
  }

  /// Permissions are only taken away: the freedom `refuse-widen`.
  public static Answer wideningRefused() {
    return WIDENING_REFUSED;
  }

  /// Out of frames, with a first part done: the freedom `no-rollback`.
  ///
  /// @param bytes from the start of the range
  public static Answer partlyDone(long bytes) {
    return of(Notice.PARTLY_DONE, bytes);
  }

  private static Answer of(Notice notice, long bytesDone) {
    Status nearest = notice == Notice.PARTLY_DONE ? Status.NO_MEMORY : Status.BAD_STATE;
    return new Answer(nearest, notice, bytesDone, 0, 0, 0, FaultKind.TRANSLATION, 0);
  }
}

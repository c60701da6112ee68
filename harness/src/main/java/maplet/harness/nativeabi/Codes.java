package maplet.harness.nativeabi;

import maplet.harness.subject.Notice;
import maplet.model.Status;

/// The codes that functions return: `enum maplet_code`.
public final class Codes {
  static final long SPURIOUS = 1;
  static final long EPERM = -1;
  static final long ENOENT = -2;
  static final long EAGAIN = -11;
  static final long ENOMEM = -12;
  static final long EFAULT = -14;
  static final long EBUSY = -16;
  static final long EEXIST = -17;
  static final long EINVAL = -22;
  public static final long ENOSYS = -38;
  static final long EPANIC = -131;

  private Codes() {}

  /// The status that a code stands for; [Status#BAD_STATE] where it stands for none.
  ///
  /// @param success what 0 stands for
  /// @param fault what EFAULT stands for, BAD_STATE where it isn't a code of the function
  public static Status status(long code, Status success, Status fault) {
    if (code == 0) {
      return success;
    }
    if (code != (int) code) {
      return Status.BAD_STATE;
    }
    return switch ((int) code) {
      case (int) SPURIOUS -> success == Status.RESOLVED ? Status.SPURIOUS : Status.BAD_STATE;
      case (int) ENOENT -> Status.NOT_MAPPED;
      case (int) ENOMEM -> Status.NO_MEMORY;
      case (int) EFAULT -> fault;
      case (int) EBUSY -> Status.MAPPED_TO_HUGE_PAGE;
      case (int) EEXIST -> Status.ALREADY_EXISTS;
      case (int) EINVAL -> Status.INVALID_INPUT;
      default -> Status.BAD_STATE;
    };
  }

  /// What a code is about, where its status alone doesn't say so.
  ///
  /// @param done bytes that were done
  public static Notice notice(long code, Status status, long done) {
    if (code == ENOMEM && done != 0) {
      return Notice.PARTLY_DONE;
    }
    if (status != Status.BAD_STATE) {
      return Notice.NONE;
    }
    if (code == EPANIC) {
      return Notice.PANICKED;
    }
    if (code == EAGAIN) {
      return Notice.AGAIN;
    }
    if (code == EPERM) {
      return Notice.WIDENING_REFUSED;
    }
    return code == ENOSYS ? Notice.NOT_SUPPORTED : Notice.UNDOCUMENTED;
  }
}

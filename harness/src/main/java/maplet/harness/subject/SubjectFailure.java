package maplet.harness.subject;

import java.util.Locale;
import maplet.harness.text.PlainText;

/// A subject gave no usable answer. The address space of one that has a process of its own is lost;
/// the next one is begun in a fresh process.
public final class SubjectFailure extends RuntimeException {
  /// What went wrong: each is a finding of its own.
  public enum Kind {
    /// The process ended.
    CRASH,
    /// No answer came in time.
    HANG,
    /// What came isn't a reply of the protocol.
    GARBAGE,
    /// A line was longer than the protocol allows.
    OVERSIZED,
    /// Tables hold words that the subject didn't tell.
    UNTOLD,
    /// The implementation panicked, and its adapter caught that.
    PANIC,
    /// The answer's code means nothing.
    UNDOCUMENTED,
    /// It wanted to be asked again, for ever.
    AGAIN,
    /// It hasn't got an operation that the profile has.
    NOT_SUPPORTED;

    /// The name as findings have it, as in `not-supported`.
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private static final long serialVersionUID = 1;

  private final Kind kind;
  private final String place;

  /// The message is as in `crash: the process ended with code 3`.
  ///
  /// @param reason in words, for reports
  public SubjectFailure(Kind kind, String reason) {
    this(kind, reason, "");
  }

  /// @param reason in words, for reports
  /// @param place see [#place]
  public SubjectFailure(Kind kind, String reason, String place) {
    super(kind + ": " + PlainText.line(reason));
    this.kind = kind;
    this.place = place;
  }

  /// What went wrong.
  public Kind kind() {
    return kind;
  }

  /// What tells it from other failures of the kind, whatever the operands: what was said of it, and
  /// where in the subject's code it was; empty where nothing is known.
  public String place() {
    return place;
  }
}

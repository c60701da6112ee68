package maplet.harness.verdict;

import java.util.Locale;
import maplet.harness.text.PlainText;

/// What became of one thing that a regime's check is about: an operation, an oracle, a page size, a
/// detail of answers, a freedom.
///
/// @param subject what kind of thing, as in `operation`
/// @param name of the thing, as in `map-linear`
/// @param count how often it was met, where that was counted; else 0
/// @param note why it isn't applicable, or another remark; may be empty
public record Row(String subject, String name, Verdict verdict, long count, String note) {
  public Row {
    subject = PlainText.line(subject);
    name = PlainText.line(name);
    note = PlainText.line(note);
  }

  /// What became of it.
  public enum Verdict {
    /// It was checked.
    CHECKED,
    /// It was to be checked, and the run didn't come across it.
    NOT_MET,
    /// The profile leaves it out, or the transport hasn't got it.
    NOT_APPLICABLE;

    /// The name in lower case with spaces, as in `not applicable`.
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static Verdict parse(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT).replace(' ', '_'));
    }
  }
}

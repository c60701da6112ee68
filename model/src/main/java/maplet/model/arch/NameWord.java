package maplet.model.arch;

import java.util.Locale;

/// One word of an architecture's regime names, as a profile's field gives it.
///
/// @param field the profile's field, as in `inputBits`
/// @param prefix what stands before the field's value in the name, as in `ipa`; `m` stands for a
///   minus sign behind it
/// @param meaning of the field, for people
public record NameWord(String field, String prefix, String meaning) {
  /// The word for a value of the field.
  public String of(String value) {
    return prefix + value.replace('-', 'm').toLowerCase(Locale.ROOT);
  }
}

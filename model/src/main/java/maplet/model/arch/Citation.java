package maplet.model.arch;

import org.apache.commons.lang3.Validate;

/// Where a manual says something.
///
/// @param document the manual, with its edition where it matters, as in `Arm ARM DDI 0487`
/// @param section the section's number and title, or its nearest heading
/// @param rule the manual's own rule id (as in `R_TLTXM`), or the empty string where it has none
public record Citation(String document, String section, String rule) {
  public Citation {
    Validate.notBlank(document, "a citation needs a document");
    Validate.notBlank(section, "a citation needs a section");
  }

  /// A citation of a manual without rule ids.
  public static Citation of(String document, String section) {
    return new Citation(document, section, "");
  }

  @Override
  public String toString() {
    return document + ", " + section + (rule.isEmpty() ? "" : ", " + rule);
  }
}

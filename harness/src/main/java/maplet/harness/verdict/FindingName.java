package maplet.harness.verdict;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import maplet.harness.text.PlainText;
import org.apache.commons.lang3.StringUtils;

/// What is wrong, and where: the name by which findings are told apart, expected and compared.
///
/// @param regime id, as in `ept-4`
/// @param kind the oracle that saw it, as in `translation`, or how the subject failed to answer, as
///   in `crash`
/// @param operation of the step that showed it, as in `map-linear`, or `create`
/// @param rule that the step broke where it should have been refused, as in `alignment`; `none`
///   elsewhere
/// @param symptom what the gravest difference is like, as in `wider`; `none` where the kind says
///   all
/// @param place what the subject said of a panic or crash, and where in its code it was; empty
///   elsewhere, and where it said nothing
public record FindingName(
    String regime, String kind, String operation, String rule, String symptom, String place)
    implements Comparable<FindingName> {
  /// No rule, or no symptom.
  public static final String NONE = "none";

  private static final int LONGEST_PLACE = 40;

  public FindingName {
    regime = PlainText.line(regime);
    kind = PlainText.line(kind);
    operation = PlainText.line(operation);
    rule = PlainText.line(rule);
    symptom = PlainText.line(symptom);
    place = PlainText.line(place);
  }

  /// As one word, for file names: `ept-4.outcome.map-linear.alignment.accepted`. Of a place it has
  /// the end that can be read, and a checksum.
  public String word() {
    StringBuilder word = new StringBuilder(regime + "." + kind + "." + operation);
    if (!rule.equals(NONE)) {
      word.append('.').append(rule);
    }
    if (!symptom.equals(NONE)) {
      word.append('.').append(symptom);
    }
    if (!place.isEmpty()) {
      CRC32C sum = new CRC32C();
      sum.update(place.getBytes(StandardCharsets.UTF_8));
      String plain = place.replaceAll("[^A-Za-z0-9.]+", "-");
      String end = StringUtils.right(plain, LONGEST_PLACE);
      word.append('.').append(StringUtils.strip(end, ".-")).append('-');
      word.append("%08x".formatted(sum.getValue()));
    }
    return word.toString();
  }

  @Override
  public int compareTo(FindingName other) {
    return word().compareTo(other.word());
  }

  /// As in `outcome in map-linear on ept-4 (alignment, accepted)`.
  @Override
  public String toString() {
    return text(kind, operation, regime, rule, symptom, place, NONE);
  }

  /// A name in words.
  ///
  /// @param any stands for a part that isn't named
  static String text(
      String kind,
      String operation,
      String regime,
      String rule,
      String symptom,
      String place,
      String any) {
    boolean hasRule = !rule.equals(any) && !rule.equals(NONE);
    boolean hasSymptom = !symptom.equals(any) && !symptom.equals(NONE);
    String more = hasRule && hasSymptom ? rule + ", " + symptom : hasRule ? rule : symptom;
    return (operation.equals(any) ? kind : kind + " in " + operation)
        + " on "
        + regime
        + (hasRule || hasSymptom ? " (" + more + ")" : "")
        + (place.isEmpty() || place.equals(any) ? "" : ": " + place);
  }
}

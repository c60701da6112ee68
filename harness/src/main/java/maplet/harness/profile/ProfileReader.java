package maplet.harness.profile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import maplet.harness.trace.InputFormatException;
import maplet.harness.trace.StrictJson;
import maplet.harness.trace.TextFile;
import maplet.model.arch.NameWord;
import maplet.model.arch.Regime;
import maplet.model.arch.Regimes;

/// Reads profiles strictly: a field that is missing, unknown, double or malformed is refused with
/// an [InputFormatException] that names the field, the rule and the fix.
public final class ProfileReader {
  private static final String MAGIC = "maplet-profile";
  private static final String NAME = "name";
  private static final String REGIMES = "regimes";
  private static final String ARCHITECTURE = "architecture";
  private static final String FEATURES = "features";

  private final String source;

  private ProfileReader(String source) {
    this.source = source;
  }

  /// Reads a profile.
  ///
  /// @throws InputFormatException when the file isn't a profile of this version
  /// @throws IOException when the file can't be read
  public static Profile read(Path file) throws IOException {
    return read(file.toString(), TextFile.read(file));
  }

  /// Reads a profile from text.
  ///
  /// @param source the name of the input in messages
  public static Profile read(String source, String text) {
    return new ProfileReader(source).profile(text);
  }

  private Profile profile(String text) {
    JsonNode root;
    try {
      root = StrictJson.read(text);
    } catch (JsonProcessingException e) {
      throw bad(
          "a profile must be one JSON object, but: " + InputFormatException.problem(e),
          "correct the JSON");
    }
    if (!(root instanceof ObjectNode object)) {
      throw bad("a profile must be one JSON object", "give a profile file");
    }
    Set<String> known = new HashSet<>(Set.of(MAGIC, NAME, REGIMES));
    known.addAll(ClaimsReader.FIELDS);
    refuseOthers(object, "the profile", known);
    if (object.path(MAGIC).asInt() != 1 || !object.path(MAGIC).isInt()) {
      throw bad("field '" + MAGIC + "' must be 1, the format's version", "add or correct it");
    }
    if (!object.path(NAME).isTextual()) {
      throw bad("field 'name' must be a string", "add it: the name that reports show");
    }
    if (!object.path(REGIMES).isArray() || object.path(REGIMES).isEmpty()) {
      throw bad("field 'regimes' must be a list with at least one regime", "add one");
    }
    List<Regime> regimes = new ArrayList<>();
    for (JsonNode element : object.path(REGIMES)) {
      regimes.add(regime(element, "regime " + (regimes.size() + 1)));
    }
    Claims claims = new ClaimsReader(source, object, regimes).read();
    return new Profile(object.path(NAME).textValue(), regimes, claims);
  }

  /// A regime by its name, or by the values of its name's words.
  private Regime regime(JsonNode element, String where) {
    try {
      if (element.isTextual()) {
        return Regimes.find(element.textValue());
      }
      if (element instanceof ObjectNode object) {
        return Regimes.ofWords(name(object, where));
      }
    } catch (IllegalArgumentException e) {
      throw bad(where + ": " + e.getMessage(), "'maplet regimes' lists examples");
    }
    throw bad(where + " must be a name or an object", "as in \"ept-5\"");
  }

  private String name(ObjectNode object, String where) {
    if (!object.path(ARCHITECTURE).isTextual()) {
      throw bad(
          "%s: field 'architecture' must be one of %s".formatted(where, Regimes.architectures()),
          "add or correct it");
    }
    String architecture = object.path(ARCHITECTURE).textValue();
    StringBuilder name = new StringBuilder(architecture);
    Set<String> known = new HashSet<>(Set.of(ARCHITECTURE, FEATURES));
    for (NameWord word : Regimes.words(architecture)) {
      known.add(word.field());
      JsonNode value = object.path(word.field());
      if (value.isTextual() || value.isInt()) {
        name.append('-').append(word.of(value.asText()));
      } else if (!value.isMissingNode()) {
        throw bad(
            "%s: field '%s' must be a string or a whole number".formatted(where, word.field()),
            "it is the " + word.meaning());
      }
    }
    refuseOthers(object, where, known);
    for (JsonNode feature : object.path(FEATURES)) {
      name.append('-').append(feature.asText());
    }
    return name.toString();
  }

  private void refuseOthers(ObjectNode object, String where, Set<String> known) {
    for (var property : object.properties()) {
      if (!known.contains(property.getKey())) {
        throw bad(
            "%s: field '%s' is unknown".formatted(where, property.getKey()),
            "remove it; the fields here are "
                + String.join(", ", known.stream().sorted().toList()));
      }
    }
  }

  private InputFormatException bad(String rule, String fix) {
    return new InputFormatException(source, 0, rule, fix);
  }
}

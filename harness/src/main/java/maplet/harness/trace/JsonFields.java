package maplet.harness.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import maplet.model.Attributes;
import maplet.model.MemoryType;
import maplet.model.Permissions;

/// The fields of one JSON object on one line, taken out one by one. What was never asked for is an
/// unknown field: [#finish] says so.
final class JsonFields {
  private static final Pattern HEX = Pattern.compile("0x(0|[1-9a-f][0-9a-f]{0,15})");

  private final String source;
  private final int line;
  private final ObjectNode object;
  private final Set<String> known = new LinkedHashSet<>();

  JsonFields(String source, int line, ObjectNode object) {
    this.source = source;
    this.line = line;
    this.object = object;
  }

  /// Whether the optional field is there.
  boolean has(String name) {
    known.add(name);
    return object.has(name);
  }

  /// A 64-bit number in canonical hexadecimal.
  long hex(String name) {
    String text = text(name);
    if (!HEX.matcher(text).matches()) {
      throw wrong(
          name,
          "'" + text + "'",
          "a number from 0x0 to 0xffffffffffffffff, lower case and without leading zeros");
    }
    return Long.parseUnsignedLong(text.substring(2), 16);
  }

  /// A positive number that fits 31 bits.
  int positive(String name) {
    JsonNode value = value(name);
    if (!value.canConvertToExactIntegral() || !value.canConvertToInt() || value.intValue() < 1) {
      throw wrong(name, value.toString(), "an integer from 1 to 2147483647");
    }
    return value.intValue();
  }

  String text(String name) {
    JsonNode value = value(name);
    if (!value.isTextual()) {
      throw wrong(name, value.toString(), "a string");
    }
    return value.textValue();
  }

  /// A number from 0 to `largest`.
  int upTo(String name, int largest) {
    JsonNode value = value(name);
    if (!value.isInt() || value.intValue() < 0 || value.intValue() > largest) {
      throw wrong(name, value.toString(), "an integer from 0 to " + largest);
    }
    return value.intValue();
  }

  boolean flag(String name) {
    JsonNode value = value(name);
    if (!value.isBoolean()) {
      throw wrong(name, value.toString(), "true or false");
    }
    return value.booleanValue();
  }

  List<String> texts(String name) {
    JsonNode value = value(name);
    List<String> texts = new ArrayList<>();
    if (value instanceof ArrayNode array) {
      array.forEach(element -> texts.add(element.isTextual() ? element.textValue() : ""));
    }
    if (!value.isArray() || texts.contains("")) {
      throw wrong(name, value.toString(), "a list of strings, none of them empty");
    }
    return texts;
  }

  /// The fields of an object inside this one.
  JsonFields object(String name) {
    if (value(name) instanceof ObjectNode inner) {
      return new JsonFields(source, line, inner);
    }
    throw wrong(name, value(name).toString(), "an object");
  }

  /// The member of an enum whose name, lower case with dashes, is the field's text.
  <E extends Enum<E>> E member(String name, Class<E> type) {
    List<String> names = new ArrayList<>();
    for (E member : type.getEnumConstants()) {
      names.add(member.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
    int index = names.indexOf(text(name));
    if (index < 0) {
      throw wrong(name, "'" + text(name) + "'", "one of " + String.join(", ", names));
    }
    return type.getEnumConstants()[index];
  }

  /// The field's text as `parse` reads it.
  <T> T parsed(String name, Function<String, T> parse) {
    try {
      return parse.apply(text(name));
    } catch (IllegalArgumentException wrong) {
      throw bad(String.valueOf(wrong.getMessage()), "correct field '" + name + "'");
    }
  }

  long gpa() {
    return hex(TraceFields.GPA);
  }

  long size() {
    return hex(TraceFields.SIZE);
  }

  Attributes attributes() {
    return new Attributes(
        parsed(TraceFields.PERMISSIONS, Permissions::parse),
        member(TraceFields.MEMORY, MemoryType.class));
  }

  /// Refuses the fields that nobody asked for.
  void finish() {
    for (Map.Entry<String, JsonNode> property : object.properties()) {
      if (!known.contains(property.getKey())) {
        throw bad(
            "field '" + property.getKey() + "' is unknown here",
            "remove it; the fields here are " + String.join(", ", known));
      }
    }
  }

  /// A complaint about this line.
  InputFormatException bad(String rule, String fix) {
    return new InputFormatException(source, line, rule, fix);
  }

  private JsonNode value(String name) {
    if (!has(name)) {
      throw bad("field '" + name + "' is missing", "add field '" + name + "'");
    }
    return object.get(name);
  }

  private InputFormatException wrong(String name, String found, String expected) {
    return bad(
        "field '" + name + "' must be " + expected + ", but is " + found,
        "correct field '" + name + "'");
  }
}

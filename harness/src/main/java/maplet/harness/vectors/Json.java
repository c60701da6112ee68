package maplet.harness.vectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import maplet.harness.trace.InputFormatException;
import maplet.harness.trace.StrictJson;

/// JSON as vector files have it: 64-bit numbers are strings in hexadecimal, lower case and without
/// leading zeros.
final class Json {
  private Json() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  static String hex(long value) {
    return "0x" + Long.toHexString(value);
  }

  /// The number in a field.
  static long number(JsonNode node, String field) {
    return number(node.path(field));
  }

  static long number(JsonNode text) {
    return Long.parseUnsignedLong(text.asText().substring(2), 16);
  }

  /// Reads one value.
  ///
  /// @param source the name of the input in messages
  static JsonNode read(String source, String text) {
    try {
      return StrictJson.read(text);
    } catch (JsonProcessingException e) {
      int line = e.getLocation().getLineNr();
      String problem = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
      throw new InputFormatException(
          source, line, "the file must be JSON, but: " + problem, "generate the vectors again");
    }
  }

  static String sha256(String text) {
    return sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

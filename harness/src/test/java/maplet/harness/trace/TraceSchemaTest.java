package maplet.harness.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The published schemas and the reader are of one mind.
class TraceSchemaTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final JsonSchema HEADER = schema("trace-header");
  private static final JsonSchema OPERATION = schema("trace-operation");

  static List<String> shipped() {
    return ShippedTraces.names();
  }

  /// The bad lines that a schema can see: those that are JSON.
  static List<TraceLines.Bad> badJson() {
    return TraceLines.BAD.stream().filter(bad -> isOneJsonValue(bad.line())).toList();
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void shippedTracesObeyTheSchemas(String name) throws IOException {
    List<String> lines = resource("traces/" + name).lines().toList();

    assertEquals(Set.of(), HEADER.validate(JSON.readTree(lines.getFirst())));
    for (String line : lines.subList(1, lines.size())) {
      assertEquals(Set.of(), OPERATION.validate(JSON.readTree(line)), line);
    }
  }

  @Test
  void theSchemasAcceptWhatTheReaderAccepts() throws IOException {
    assertEquals(Set.of(), HEADER.validate(JSON.readTree(TraceLines.HEADER)));
    assertEquals(Set.of(), HEADER.validate(JSON.readTree(TraceLines.TABLE_HEADER)));
    for (String line : TraceLines.GOOD) {
      assertEquals(Set.of(), OPERATION.validate(JSON.readTree(line)), line);
    }
    for (String line : TraceLines.GOOD_ON_TABLE) {
      assertEquals(Set.of(), OPERATION.validate(JSON.readTree(line)), line);
    }
  }

  @ParameterizedTest
  @MethodSource("badJson")
  void theSchemasRefuseWhatTheReaderRefuses(TraceLines.Bad bad) throws IOException {
    JsonNode line = JSON.readTree(bad.line());

    assertFalse((bad.header() ? HEADER : OPERATION).validate(line).isEmpty(), bad.line());
  }

  private static boolean isOneJsonValue(String line) {
    try {
      return !line.contains("} {") && !JSON.readTree(line).isMissingNode();
    } catch (JsonProcessingException malformed) {
      return false;
    }
  }

  private static JsonSchema schema(String name) {
    return JsonSchemaFactory.getInstance(VersionFlag.V202012)
        .getSchema(resource("schema/" + name + ".schema.json"));
  }

  private static String resource(String path) {
    try (InputStream bytes =
        Objects.requireNonNull(
            TraceSchemaTest.class.getResourceAsStream("/maplet/vectors/" + path), path)) {
      return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}

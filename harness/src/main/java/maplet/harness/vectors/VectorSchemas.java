package maplet.harness.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The published schemas, by the names of their files.
final class VectorSchemas {
  private static final String FOLDER = "/maplet/vectors/schema/";
  private static final String OPERATION = "trace-operation.schema.json";
  private static final String OPERATION_ID = "urn:maplet:trace-operation:1";

  private final Map<String, JsonSchema> schemas = new HashMap<>();
  private final JsonSchemaFactory factory =
      JsonSchemaFactory.getInstance(
          VersionFlag.V202012,
          builder ->
              builder.schemaLoaders(
                  loaders -> loaders.schemas(Map.of(OPERATION_ID, text(OPERATION)))));

  /// What a schema has against a value, in words; empty where nothing.
  ///
  /// @param name of the schema's file
  List<String> problems(String name, JsonNode value) {
    return schemas.computeIfAbsent(name, this::read).validate(value).stream()
        .map(message -> message.getInstanceLocation() + " " + message.getMessage())
        .sorted()
        .toList();
  }

  private JsonSchema read(String name) {
    return factory.getSchema(text(name));
  }

  private static String text(String name) {
    try (InputStream in = VectorSchemas.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("the class path lacks " + FOLDER + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

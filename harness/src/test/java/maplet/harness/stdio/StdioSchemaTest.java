package maplet.harness.stdio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import maplet.harness.check.Divergence;
import maplet.harness.subject.SubjectFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The published schemas, what goes over the wire, and the reader are of one mind.
class StdioSchemaTest {
  private static final int MUTATIONS = Integer.getInteger("maplet.fuzz", 20_000);
  private static final int LINES = 60;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .build();

  @Test
  void whatGoesOverTheWireObeysTheSchemas(@TempDir Path folder) throws Exception {
    Path requests = folder.resolve("requests");
    Path replies = folder.resolve("replies");
    String command =
        "tee '%s' | %s | tee '%s'".formatted(requests, StdioStarter.PYTHON.command(""), replies);
    try (StdioProvider provider = new StdioProvider(command, Duration.ofSeconds(30), false)) {
      assertEquals(
          Optional.empty(),
          StdioStarter.PYTHON.find(provider, "riscv-sv39x4").map(Divergence::violations));
    }
    assertAllValid(schema("stdio-request"), requests);
    assertAllValid(schema("stdio-reply"), replies);
  }

  private static void assertAllValid(JsonSchema schema, Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    assertTrue(lines.size() > LINES, () -> "lines: " + lines.size());
    for (String line : lines.subList(0, LINES)) {
      assertEquals(Set.of(), schema.validate(JSON.readTree(line)), line);
    }
  }

  /// Each mutation is accepted by both or refused by both.
  @Test
  void theReaderAcceptsWhatTheSchemaAccepts() throws IOException {
    JsonSchema schema = schema("stdio-reply");
    List<Function<byte[], Reply>> readers =
        List.of(ReplyReader::started, ReplyReader::answered, ReplyReader::dumped);
    Random random = new Random(2);
    int accepted = 0;
    int refused = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      String line = Mutations.of(ReplyReaderTest.VALID.get(i % readers.size()), random);
      Optional<JsonNode> json = parsed(line);
      if (json.isEmpty() || hasFraction(line)) {
        continue; // that is for the other test; and to a schema 1.0 is an integer
      }
      boolean isValid = schema.validate(json.orElseThrow()).isEmpty();
      boolean isRead = readers.stream().anyMatch(each -> isRead(each, line));
      assertEquals(isValid, isRead, line);
      accepted += isValid ? 1 : 0;
      refused += isValid ? 0 : 1;
    }
    assertTrue(accepted > MUTATIONS / 100, "accepted: " + accepted);
    assertTrue(refused > MUTATIONS / 100, "refused: " + refused);
  }

  private static boolean isRead(Function<byte[], Reply> reader, String line) {
    try {
      reader.apply(line.getBytes(StandardCharsets.UTF_8));
      return true;
    } catch (SubjectFailure e) {
      return false;
    }
  }

  private static boolean hasFraction(String line) {
    return line.matches(".*\\d[.eE].*");
  }

  private static Optional<JsonNode> parsed(String line) {
    try {
      JsonNode node = JSON.readTree(line);
      return node.isMissingNode() ? Optional.empty() : Optional.of(node);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static JsonSchema schema(String name) throws IOException {
    try (InputStream stream =
        Objects.requireNonNull(
            StdioSchemaTest.class.getResourceAsStream(
                "/maplet/vectors/schema/" + name + ".schema.json"))) {
      return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(stream);
    }
  }
}

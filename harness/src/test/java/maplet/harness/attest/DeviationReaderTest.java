package maplet.harness.attest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import maplet.harness.trace.InputFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The data file of known deviations, its schema and its reader.
class DeviationReaderTest {
  private static final String ONE =
      """
      {"maplet-deviations": 1, "deviations": [{
        "name": "one", "emulator": "qemu", "from": "7.2", "below": "8.0",
        "when": {"words": ["riscv", "sv39x4"], "lacks": ["svadu"], "accesses": ["read"],
          "gpa": {"mask": "0xf0", "value": "0x10"},
          "entries": [{"levels": [0], "mask": "0x1", "value": "0x1"}]},
        "instead": {"words": ["svadu"], "gpaClear": "0x10", "level": 0,
          "entries": [{"levels": [1], "clear": "0x2", "set": "0x4"}],
          "fault": {"kind": "translation", "level": 0, "instead": "outside"}},
        "manual": "m", "does": "d", "document": "manual", "section": "section"}]}
      """;

  @Test
  void theShippedFileObeysItsSchema() throws IOException {
    String text = resource("/maplet/harness/attest/deviations.json");
    assertEquals(Set.of(), schema().validate(new JsonMapper().readTree(text)));
    assertEquals(Set.of(), schema().validate(new JsonMapper().readTree(ONE)));
  }

  @Test
  void theShippedDeviationsAreCited() {
    List<Deviation> shipped = DeviationReader.shipped();
    assertTrue(shipped.size() >= 25);
    for (Deviation each : shipped) {
      assertFalse(each.manual().isBlank(), each.name());
      assertFalse(each.does().isBlank(), each.name());
    }
  }

  @Test
  void readsEveryField() {
    Deviation one = DeviationReader.read("test", ONE).getFirst();
    assertTrue(one.when().gpa().match(0x1f));
    assertFalse(one.when().gpa().match(0x2f));
    assertTrue(one.when().entries().getFirst().match(3, 0));
    assertFalse(one.when().entries().getFirst().match(3, 1));
    assertEquals(0x10, one.instead().gpaClear());
    assertEquals(4, one.instead().entries().getFirst().set());
    assertEquals(Deviation.Instead.OUTSIDE, one.instead().fault().orElseThrow().instead());
  }

  @Test
  void concernsTheVersionsFromOneToBelowAnother() {
    Deviation one = DeviationReader.read("test", ONE).getFirst();
    assertTrue(one.concerns("qemu", "7.2"));
    assertTrue(one.concerns("qemu", "7.2.22"));
    assertTrue(one.concerns("qemu", "7.10"));
    assertFalse(one.concerns("qemu", "7.1.9"));
    assertFalse(one.concerns("qemu", "8.0"));
    assertFalse(one.concerns("bochs", "7.2"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{\"deviatons\": []}",
        "{\"deviations\": [{\"name\": 1}]}",
        "{\"deviations\": [{\"name\": \"n\", \"emulater\": \"qemu\"}]}"
      })
  void refusesOtherFiles(String text) {
    assertThrows(InputFormatException.class, () -> DeviationReader.read("test", text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"translation\"=\"collision\"",
        "\"0xf0\"=\"f\"",
        "\"0xf0\"=\"0xzz\"",
        "[\"riscv\", \"sv39x4\"]=[]",
        "\"levels\"=\"level\"",
        "\"gpaClear\"=\"gpa\"",
        "\"read\"=\"reads\""
      })
  void refusesWrongValues(String change) {
    String[] parts = change.split("=", -1);
    String text = ONE.replace(parts[0], parts[1]);
    assertThrows(InputFormatException.class, () -> DeviationReader.read("test", text));
  }

  @Test
  void refusesTwoOfOneName() {
    String element = ONE.substring(ONE.indexOf('[') + 1, ONE.lastIndexOf(']'));
    String twice = "{\"deviations\": [" + element + "," + element + "]}";
    assertThrows(InputFormatException.class, () -> DeviationReader.read("test", twice));
  }

  private static JsonSchema schema() throws IOException {
    return JsonSchemaFactory.getInstance(VersionFlag.V202012)
        .getSchema(resource("/maplet/vectors/schema/deviations.schema.json"));
  }

  private static String resource(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(DeviationReaderTest.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

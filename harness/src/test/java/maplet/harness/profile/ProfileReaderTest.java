package maplet.harness.profile;

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
import java.util.List;
import java.util.Objects;
import java.util.Set;
import maplet.harness.trace.InputFormatException;
import maplet.model.arch.Regime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileReaderTest {
  private static final String GOOD =
      """
      {"maplet-profile": 1, "name": "mine", "regimes": [
        "ept-5-mbe",
        {"architecture": "ept", "levels": 4, "outputBits": 39, "features": ["ad", "mbe"]},
        {"architecture": "aarch64", "granule": "16k", "inputBits": 40, "startLevel": 2,
         "outputBits": 44, "features": ["xnx", "fwb"]},
        {"architecture": "aarch64", "granule": "4k", "inputBits": 50, "startLevel": -1,
         "features": ["lpa2"]},
        {"architecture": "riscv", "mode": "sv57x4", "features": ["svpbmt", "svadu"]}]}
      """;

  @Test
  void fieldsBecomeTheWordsOfNames() {
    Profile profile = ProfileReader.read("p", GOOD);
    assertEquals("mine", profile.name());
    assertEquals(
        List.of(
            "ept-5-mbe",
            "ept-4-pa39-mbe-ad",
            "aarch64-16k-ipa40-l2-pa44-fwb-xnx",
            "aarch64-4k-ipa50-lm1-lpa2",
            "riscv-sv57x4-svadu-svpbmt"),
        profile.regimes().stream().map(Regime::id).toList());
  }

  @Test
  void theSchemaAcceptsWhatTheReaderAccepts() throws IOException {
    assertEquals(Set.of(), schema().validate(new JsonMapper().readTree(GOOD)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "[] | one JSON object",
        "{ | one JSON object",
        "{'regimes':['ept-4']} | 'maplet-profile' must be 1",
        "{'maplet-profile':2,'name':'n','regimes':['ept-4']} | must be 1",
        "{'maplet-profile':1,'regimes':['ept-4']} | 'name' must be a string",
        "{'maplet-profile':1,'name':'n'} | 'regimes' must be a list",
        "{'maplet-profile':1,'name':'n','regimes':[]} | at least one regime",
        "{'maplet-profile':1,'name':'n','regimes':['ept-9']} | regime 1: regime (ept-9)",
        "{'maplet-profile':1,'name':'n','regimes':['ept-4',7]} | regime 2 must be a name",
        "{'maplet-profile':1,'name':'n','regimes':['ept-4'],'x':1} | field 'x' is unknown",
        "{'maplet-profile':1,'name':'n','regimes':[{'levels':4}]} | 'architecture' must be one of",
        "{'maplet-profile':1,'name':'n','regimes':[{'architecture':'mips'}]} | architecture (mips)",
        "{'maplet-profile':1,'name':'n','regimes':[{'architecture':'ept'}]} | one of the words",
        "{'maplet-profile':1,'name':'n','regimes':[{'architecture':'ept','levels':[4]}]} | whole",
        "{'maplet-profile':1,'name':'n','regimes':[{'architecture':'ept','mode':'a'}]} | 'mode' is",
        "{'maplet-profile':1,'name':'n','name':'m','regimes':['ept-4']} | Duplicate field"
      })
  void badProfilesAreRefusedWithTheRuleAndAFix(String text, String message) throws IOException {
    String json = text.replace('\'', '"');
    var refusal =
        assertThrows(InputFormatException.class, () -> ProfileReader.read("p.json", json));
    assertTrue(refusal.getMessage().startsWith("p.json: "), refusal.getMessage());
    assertTrue(refusal.getMessage().contains(message), refusal.getMessage());
    assertTrue(refusal.getMessage().contains("; fix: "), refusal.getMessage());
  }

  @Test
  void theSchemaRefusesFieldsOfOtherArchitectures() throws IOException {
    String json =
        """
        {"maplet-profile": 1, "name": "n", "regimes": [{"architecture": "riscv", "levels": 4}]}
        """;
    assertFalse(schema().validate(new JsonMapper().readTree(json)).isEmpty());
  }

  private static JsonSchema schema() throws IOException {
    String name = "/maplet/vectors/schema/profile.schema.json";
    try (InputStream stream =
        Objects.requireNonNull(ProfileReaderTest.class.getResourceAsStream(name), name)) {
      return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(stream);
    }
  }
}

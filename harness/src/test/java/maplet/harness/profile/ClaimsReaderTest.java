package maplet.harness.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import maplet.harness.sequence.OperationKind;
import maplet.harness.subject.Detail;
import maplet.harness.subject.Freedom;
import maplet.harness.trace.InputFormatException;
import maplet.model.Attributes;
import maplet.model.Layer;
import maplet.model.arch.Regime;
import maplet.model.arch.Regimes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimsReaderTest {
  private static Claims claims(String fields) {
    String text =
        "{\"maplet-profile\": 1, \"name\": \"x\", \"regimes\": [\"ept-4\"]" + fields + "}";
    return ProfileReader.read("test", text.replace('\'', '"')).claims();
  }

  @Test
  void withoutFieldsEverythingIsClaimedAndNoFreedom() {
    assertEquals(Claims.EVERYTHING, claims(""));
    assertEquals(java.util.Set.of(), claims("").freedoms());
  }

  @Test
  void everyFieldIsRead() {
    Claims claims =
        claims(
            ", 'layers': ['table'], 'operations': ['map-region', 'clear'],"
                + " 'pageSizes': ['4KiB', '2MiB'], 'memoryTypes': ['write-back'],"
                + " 'permissions': ['rwx', 'r--'], 'freedoms': ['lazy-rest'], 'answers': ['hpa']");
    assertEquals(java.util.Set.of(Layer.TABLE), claims.layers());
    assertTrue(claims.has(OperationKind.MAP_REGION));
    assertFalse(claims.has(OperationKind.UNMAP_REGION));
    assertEquals(java.util.Set.of(4096L, 2L << 20), claims.pageSizes());
    assertEquals(java.util.Set.of(1, 7), claims.permissions());
    assertEquals(java.util.Set.of(Freedom.LAZY_REST), claims.terms().freedoms());
    assertEquals(java.util.Set.of(Detail.HPA), claims.terms().details());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'layers': []                        | must be a list of strings",
        "'layers': ['room']                  | must be 'space' or 'table'",
        "'operations': ['map-linear']        | must have 'clear'",
        "'operations': ['clear']             | one that maps",
        "'operations': ['find-area']         | must be one of map-linear",
        "'pageSizes': ['4K']                 | as in 4KiB",
        "'answers': ['syndrome']             | must be one of hpa",
        "'freedoms': ['anything']            | must be one of [leaf-choice",
        "'freedoms': ['lazy-rest']           | is for tables",
        "'memoryTypes': 'write-back'         | must be a list of strings",
        "'pageSizes': ['4KiB', '3MiB']       | '3MiB' can't be represented by any of ept-4",
        "'permissions': ['rwx', '-w-']       | '-w-' can't be represented by any of ept-4",
        "'memoryTypes': ['device', 'slow']   | memory type (slow) must be one of",
        "'permissions': ['rw']               | permissions (rw)"
      })
  void whatIsWrongIsNamed(String fields, String message) {
    var error =
        assertThrows(InputFormatException.class, () -> claims(", " + fields.replace("''", "'")));
    assertTrue(error.getMessage().contains(message), error.getMessage());
  }

  @Test
  void aClaimedRegimeHasLessAndTheSameHardware() {
    Regime whole = Regimes.find("ept-4");
    assertEquals(whole, ClaimedRegime.of(whole, Claims.EVERYTHING));
    Regime part =
        ClaimedRegime.of(
            whole, claims(", 'pageSizes': ['4KiB', '2MiB'], 'memoryTypes': ['write-back']"));
    assertEquals(List.of(12, 21), part.capabilities().pageShifts());
    assertTrue(part.capabilities().represents(Attributes.RAM));
    assertEquals(5, part.capabilities().alternatives().size());
    assertEquals(whole.id(), part.id());
    assertEquals(whole.decode(0x87, 1), part.decode(0x87, 1));
    assertEquals(whole.maintenance(), part.maintenance());
    assertThrows(
        IllegalArgumentException.class,
        () -> ClaimedRegime.of(whole, claims(", 'pageSizes': ['2MiB']")));
    assertThrows(
        IllegalArgumentException.class,
        () -> ClaimedRegime.of(whole, claims(", 'permissions': ['r--']")));
  }
}

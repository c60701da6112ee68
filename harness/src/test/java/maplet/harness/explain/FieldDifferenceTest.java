package maplet.harness.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import maplet.model.arch.Regimes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which fields differ, for leaves, tables and absent words.
class FieldDifferenceTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "aarch64-4k-ipa40-l1 | 0 | 0x7ff | 0x6ff | SH: 3 expected, 2 found",
        "aarch64-4k-ipa40-l1 | 0 | 0x7ff | 0x2ff | AF: 1 expected, 0 found; SH: 3 expected, 2"
            + " found",
        "aarch64-4k-ipa40-l1 | 0 | 0x17ff | 0x27ff | address: 0x1000 expected, 0x2000 found",
        "aarch64-4k-ipa40-l1 | 1 | 0x1003 | 0x1007 | bits 7:2 (ignored): 0 expected, 1 found",
        "ept-4 | 0 | 0x1037 | 0x1033 | X: 1 expected, 0 found",
        "riscv-sv39x4 | 0 | 0x4d7 | 0x4f7 | G: 0 expected, 1 found",
        "riscv-sv39x4 | 0 | 0x4d7 | 0x4d7 | ''",
        "ept-4 | 0 | 0 | 0x800 | bits 62:11 (ignored): 0 expected, 1 found",
        "aarch64-4k-ipa40-l1 | 0 | 0 | 0x800 | bits 63:1 (ignored): 0x0 expected, 0x400 found"
      })
  void namesTheFields(String regime, int height, String expected, String found, String text) {
    assertEquals(
        text,
        FieldDifference.text(
            Regimes.find(regime), height, Long.decode(expected), Long.decode(found)));
  }
}

package maplet.model.arch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import maplet.model.arch.aarch64.EsrEl2;
import maplet.model.arch.aarch64.HpfarEl2;
import maplet.model.arch.aarch64.MairEl2;
import maplet.model.arch.aarch64.Stage2Processor;
import maplet.model.arch.aarch64.VtcrEl2;
import maplet.model.arch.aarch64.VttbrEl2;
import maplet.model.arch.ept.EptCapabilities;
import maplet.model.arch.ept.EptViolation;
import maplet.model.arch.ept.Eptp;
import maplet.model.arch.riscv.Hgatp;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// What holds for every register and every 64-bit value.
class RegisterProperties {
  @Property
  void encodingIsTheInverseOfDecoding(@ForAll long word) {
    assertEquals(word, Eptp.decode(word).encode());
    assertEquals(word, EptCapabilities.decode(word).encode());
    assertEquals(word, EptViolation.decode(word).encode());
    assertEquals(word, VtcrEl2.decode(word).encode());
    assertEquals(word, VttbrEl2.decode(word).encode());
    assertEquals(word, MairEl2.decode(word).encode());
    assertEquals(word, EsrEl2.decode(word).encode());
    assertEquals(word, HpfarEl2.decode(word).encode());
    assertEquals(word, Hgatp.decode(word).encode());
  }

  /// No value breaks the code that judges it, and every problem says something and where it's from.
  @Property
  void everyValueIsJudged(@ForAll long word) {
    EptCapabilities capabilities = EptCapabilities.decode(word);
    assertExplained(capabilities.problems());
    assertExplained(Eptp.decode(word).problems(capabilities, 46));
    assertExplained(EptViolation.decode(word).problems());
    assertExplained(VtcrEl2.decode(word).problems(Stage2Processor.full()));
    assertExplained(VtcrEl2.decode(word).problems(Stage2Processor.baseline(32)));
    assertExplained(MairEl2.decode(word).problems(false, false));
    assertExplained(HpfarEl2.decode(word).problems(48));
    assertExplained(Hgatp.decode(word).problems(14, 56));
  }

  private static void assertExplained(Iterable<Problem> problems) {
    for (Problem problem : problems) {
      assertTrue(problem.toString().startsWith(problem.reason() + " ["));
      assertTrue(problem.toString().contains(problem.citation().document()));
    }
  }
}

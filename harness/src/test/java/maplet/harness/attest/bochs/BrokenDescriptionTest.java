package maplet.harness.attest.bochs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.stream.Stream;
import maplet.model.RegimeId;
import maplet.model.arch.WordMemory;
import maplet.model.arch.ept.Ept;
import maplet.model.arch.ept.EptFault;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The description broken by one bit or one rule at a time: Bochs contradicts each within 100,000
/// probes. All are compared with the same answers.
class BrokenDescriptionTest {
  private static final int PROBES = 100_000;
  private static final BochsProcessor PROCESSOR = BochsProcessor.ICE_LAKE;
  private static final int ROOT = 3;
  private static final int LARGE = 1 << 7;

  private static List<EptProbe> probes = List.of();
  private static List<EptAnswer> answers = List.of();

  @BeforeAll
  static void bochsAnswersOnce() throws IOException {
    assumeTrue(BochsMachine.lacks().isEmpty(), () -> "not run: " + BochsMachine.lacks());
    probes = new EptProbes(PROCESSOR, 1).next(PROBES);
    try (BochsMachine machine = BochsMachine.build(PROCESSOR)) {
      answers = machine.answer(probes);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void aBrokenDescriptionIsFound(String rule, EptDescription broken) {
    assertNotEquals(0, differences(broken), rule);
  }

  @Test
  void theIntactDescriptionIsNotContradicted() {
    assertEquals(0, differences(new DescribedEpt(PROCESSOR)));
  }

  /// Until the first one.
  private static long differences(EptDescription description) {
    EptComparison comparison = new EptComparison(description, EptDeviation.of("2.7"));
    for (int i = 0; i < PROBES && comparison.differences() == 0; i++) {
      comparison.compare(probes.get(i), answers.get(i));
    }
    return comparison.differences();
  }

  static Stream<Arguments> aBrokenDescriptionIsFound() {
    return Stream.of(configurations(), reservedBits(), ignoredBits(), permissions(), reports())
        .flatMap(each -> each);
  }

  private static Stream<Arguments> configurations() {
    return Stream.of(
        regimes("MAXPHYADDR is a bit too narrow", "ept-4-pa39", "ept-4-pa39-ad"),
        regimes("MAXPHYADDR is a bit too wide", "ept-4-pa41", "ept-4-pa41-ad"),
        regimes("execute-only is misconfigured", "ept-4-pa40-noxo", "ept-4-pa40-noxo-ad"),
        regimes("no 2 MiB pages", "ept-4-pa40-no2m", "ept-4-pa40-no2m-ad"),
        regimes("no 1 GiB pages", "ept-4-pa40-no1g", "ept-4-pa40-no1g-ad"),
        regimes("bit 10 makes an entry present", "ept-4-pa40-mbe", "ept-4-pa40-mbe-ad"),
        regimes("no flag is ever set", "ept-4-pa40", "ept-4-pa40"),
        regimes("flags are always set", "ept-4-pa40-ad", "ept-4-pa40-ad"));
  }

  private static Stream<Arguments> reservedBits() {
    return Stream.of(
        table("bit 3 of a table entry isn't reserved", 3),
        table("bit 6 of a table entry isn't reserved", 6),
        words("bit 7 of a PML4E isn't reserved", ROOT, word -> word & ~LARGE),
        leaf("bit 13 of a 2 MiB leaf isn't reserved", 1, 13),
        leaf("bit 20 of a 2 MiB leaf isn't reserved", 1, 20),
        leaf("bit 21 of a 1 GiB leaf isn't reserved", 2, 21),
        leaf("bit 29 of a 1 GiB leaf isn't reserved", 2, 29),
        words("bit 40 of a PTE isn't reserved", 0, word -> word & ~(1L << 40)),
        words("bit 51 of a PDE isn't reserved", 1, word -> word & ~(1L << 51)),
        words("memory type 2 is WB", 0, word -> (word & 0x38) == 0x10 ? word | 0x30 & ~8 : word),
        words("memory type 3 is UC", 0, word -> (word & 0x38) == 0x18 ? word & ~0x38 : word),
        words("memory type 7 is WB", 0, word -> (word & 0x38) == 0x38 ? word & ~8 : word),
        words("memory type 5 is reserved", 0, word -> (word & 0x38) == 0x28 ? word | 0x38 : word));
  }

  private static Stream<Arguments> ignoredBits() {
    return Stream.of(
        words("bit 6 of a PTE is reserved", 0, word -> reservedIf(word, 6)),
        words("bit 7 of a PTE is reserved", 0, word -> reservedIf(word, 7)),
        words("bit 11 of a PDE is reserved", 1, word -> reservedIf(word, 11)),
        words("bit 52 of a PDPTE is reserved", 2, word -> reservedIf(word, 52)),
        words("bit 63 of a PML4E is reserved", ROOT, word -> reservedIf(word, 63)));
  }

  private static Stream<Arguments> permissions() {
    return Stream.of(
        words("W without R is RW", 0, word -> (word & 3) == 2 ? word | 1 : word),
        words("a PDE's permissions don't count", 1, word -> (word & 1) != 0 ? word | 7 : word),
        words("execution needs no X in a PTE", 0, word -> (word & 1) != 0 ? word | 4 : word),
        words("an absent PDE is misconfigured", 1, word -> (word & 7) == 0 ? word | 2 : word),
        Arguments.of("bit 21 of the GPA isn't looked at", otherGpa(1L << 21)),
        Arguments.of("bit 39 of the GPA isn't looked at", otherGpa(1L << 39)));
  }

  private static Stream<Arguments> reports() {
    return Stream.of(
        qualification("bits 5:3 aren't reported", 0x38),
        qualification("bit 7 isn't reported", 0x80),
        qualification("bit 8 isn't reported", 0x100),
        qualification("bit 1 isn't reported", 2));
  }

  private static Arguments regimes(String rule, String plain, String withFlags) {
    List<Ept> regimes = Stream.of(plain, withFlags).map(RegimeId::parse).map(Ept::of).toList();
    return Arguments.of(rule, new DescribedEpt(PROCESSOR.capabilities(), regimes));
  }

  private static Arguments table(String rule, int bit) {
    return words(rule, 1, word -> (word & LARGE) == 0 ? word & ~(1L << bit) : word);
  }

  private static Arguments leaf(String rule, int height, int bit) {
    return words(rule, height, word -> (word & LARGE) != 0 ? word & ~(1L << bit) : word);
  }

  private static long reservedIf(long word, int bit) {
    return (word >>> bit & 1) != 0 ? word | 1L << 45 : word;
  }

  /// A description that takes the words of one height for others.
  private static Arguments words(String rule, int height, LongUnaryOperator seen) {
    DescribedEpt described = new DescribedEpt(PROCESSOR);
    EptDescription broken =
        probe -> {
          int[] next = {ROOT};
          WordMemory memory =
              address -> {
                long word = probe.read(address);
                return next[0]-- == height ? seen.applyAsLong(word) : word;
              };
          return described.answer(probe, memory);
        };
    return Arguments.of(rule, broken);
  }

  private static EptDescription otherGpa(long bit) {
    DescribedEpt described = new DescribedEpt(PROCESSOR);
    return probe -> described.answer(probe.withGpa(probe.gpa() & ~bit));
  }

  private static Arguments qualification(String rule, long lost) {
    DescribedEpt described = new DescribedEpt(PROCESSOR);
    EptDescription broken =
        probe -> {
          EptAnswer answer = described.answer(probe);
          return answer.reason() == EptFault.VIOLATION
              ? answer.withDetail(answer.detail() & ~lost)
              : answer;
        };
    return Arguments.of(rule, broken);
  }
}

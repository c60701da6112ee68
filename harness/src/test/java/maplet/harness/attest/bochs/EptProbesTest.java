package maplet.harness.attest.bochs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import maplet.harness.attest.Deviation;
import maplet.harness.attest.DeviationReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EptProbesTest {
  private static final int COUNT = 20_000;

  @Test
  void theSameSeedGivesTheSameProbes() {
    assertEquals(texts(5), texts(5));
    assertTrue(!texts(5).equals(texts(6)));
  }

  private static List<String> texts(long seed) {
    return new EptProbes(BochsProcessor.ICE_LAKE, seed)
        .next(100).stream().map(EptProbe::toString).toList();
  }

  /// A write elsewhere would change the guest program, or a later probe.
  @ParameterizedTest
  @EnumSource
  void accessesArriveWhereTheyMay(BochsProcessor processor) {
    EptDescription bochs =
        BochsDeviation.all(List.of(BochsDeviation.values()), new DescribedEpt(processor));
    for (EptProbe probe : new EptProbes(processor, 3).next(COUNT)) {
      EptAnswer answer = bochs.answer(probe);
      boolean untold = answer.reason() == EptAnswer.REACHED && answer.hpa() == EptAnswer.UNKNOWN;
      assertTrue(!untold || probe.access() != EptAccess.FETCH, probe::toString);
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyOutcomeHappensWithEveryAccess(BochsProcessor processor) {
    EptDescription manual = new DescribedEpt(processor);
    Map<EptAccess, Set<String>> outcomes =
        new EptProbes(processor, 3)
            .next(COUNT).stream()
                .collect(
                    Collectors.groupingBy(
                        EptProbe::access,
                        Collectors.mapping(
                            probe -> manual.answer(probe).kind(), Collectors.toSet())));
    assertEquals(EnumSet.allOf(EptAccess.class), outcomes.keySet());
    for (Set<String> each : outcomes.values()) {
      assertTrue(
          each.containsAll(Set.of("EPT violation", "EPT misconfiguration", "no VM entry")),
          each::toString);
    }
    assertEquals(4, outcomes.getOrDefault(EptAccess.FETCH, Set.of()).size());
    assertEquals(5, outcomes.getOrDefault(EptAccess.READ, Set.of()).size());
  }

  @Test
  void aProbeThatNoGuestCanMakeIsRefused() {
    Map<Long, Long> none = new TreeMap<>();
    assertThrows(
        IllegalArgumentException.class, () -> new EptProbe(0, 1L << 40, EptAccess.READ, none));
    assertThrows(IllegalArgumentException.class, () -> new EptProbe(0, 4, EptAccess.READ, none));
    assertThrows(
        IllegalArgumentException.class, () -> new EptProbe(0, 8, EptAccess.GUEST_PAGE_WALK, none));
  }

  @Test
  void requestsAndAnswersHaveTheGuestProgramsForm() {
    EptProbe probe =
        new EptProbe(0x80201eL, 0x18, EptAccess.WRITE, new TreeMap<>(Map.of(0x802000L, 7L)));
    ByteBuffer disk =
        ByteBuffer.wrap(BochsProtocol.requests(List.of(probe), 1024))
            .order(ByteOrder.LITTLE_ENDIAN);
    assertEquals(1024, disk.capacity());
    assertEquals(1, disk.getLong(8));
    assertEquals(0x80201eL, disk.getLong(512));
    assertEquals(1, disk.getLong(512 + 16));
    assertEquals(7, disk.getLong(512 + 40));
    assertEquals(56, BochsProtocol.answerBytes(List.of(probe)));
    assertEquals(
        new EptAnswer(EptAnswer.REACHED, 0, 0, 0x1000018, List.of(0x107L)),
        answer(probe, 18, 0, 0, 0, 0xc1010f00200003b9L, 0, 0x107));
    assertEquals(
        new EptAnswer(48, 0x18a, 0x18, EptAnswer.UNKNOWN, List.of(7L)),
        answer(probe, 48, 0x18a, 0x18, 0x400018, 0, 0, 7));
    assertEquals(
        new EptAnswer(EptAnswer.NO_ENTRY, 7, 0, EptAnswer.UNKNOWN, List.of(7L)),
        answer(probe, 0x7_ffff_ffffL, 0, 0, 0, 0, 0, 7));
    assertEquals("exit 2", answer(probe, 2, 0, 0, 0, 0, 0, 7).kind());
  }

  private static EptAnswer answer(EptProbe probe, long... words) {
    ByteBuffer memory = ByteBuffer.allocate(words.length * 8).order(ByteOrder.LITTLE_ENDIAN);
    for (long word : words) {
      memory.putLong(word);
    }
    return BochsProtocol.answers(List.of(probe), memory.array()).getFirst();
  }

  @Test
  void deviationsAreOfOneVersion() {
    assertEquals(List.of(BochsDeviation.values()), BochsDeviation.of("2.7"));
    assertEquals(List.of(), BochsDeviation.of("3.0"));
    for (BochsDeviation each : BochsDeviation.values()) {
      assertTrue(!each.summary().isEmpty() && each.id().matches("[a-z0-9-]+"));
    }
  }

  /// For images of others the deviation is in the data file; here it is a class of its own.
  @Test
  void theDataFileSaysTheSameOfLargeLeaves() {
    Deviation written =
        DeviationReader.shipped().stream()
            .filter(each -> each.name().equals(BochsDeviation.LARGE_LEAF_BIT_12.id()))
            .findFirst()
            .orElseThrow();
    assertTrue(written.concerns("bochs", "2.7"));
    DescribedEpt manual = new DescribedEpt(BochsProcessor.ICE_LAKE);
    int shown = 0;
    for (EptProbe probe : new EptProbes(BochsProcessor.ICE_LAKE, 9).next(5 * COUNT)) {
      int[] level = {5};
      EptAnswer changed =
          manual.answer(
              probe,
              address -> {
                level[0]--;
                long word = probe.read(address);
                for (Deviation.EntryChange each : written.instead().entries()) {
                  word =
                      each.when().match(word, level[0]) ? word & ~each.clear() | each.set() : word;
                }
                return word;
              });
      EptAnswer deviating = BochsDeviation.LARGE_LEAF_BIT_12.answer(probe, manual);
      assertEquals(deviating.kind(), changed.kind(), probe::toString);
      assertEquals(deviating.hpa(), changed.hpa(), probe::toString);
      shown += changed.kind().equals(manual.answer(probe).kind()) ? 0 : 1;
    }
    assertTrue(shown > 0);
  }

  @Test
  void aDifferenceIsShownAndAnAbsentDeviationIsOne() {
    EptDescription manual = new DescribedEpt(BochsProcessor.ICE_LAKE);
    EptComparison comparison = new EptComparison(manual, BochsDeviation.of("2.7"));
    long root = 0x802000;
    EptProbe absent = new EptProbe(root | 0x5e, 0, EptAccess.GUEST_PAGE_WALK, new TreeMap<>());
    comparison.compare(absent, manual.answer(absent));
    assertEquals(1, comparison.differences());
    EptAnswer bochs = BochsDeviation.PAGE_WALK_REPORTED_AS_WRITE.answer(absent, manual);
    comparison.compare(absent, bochs);
    comparison.compare(absent, bochs.withDetail(0));
    assertEquals(2, comparison.differences());
    assertEquals(3, comparison.probes());
    assertEquals(2, comparison.shown().size());
    assertEquals(
        Map.of("bochs-large-leaf-bit-12", 0L, "bochs-page-walk-reported-as-write", 1L),
        comparison.explained());
    assertEquals(Map.of("GUEST_PAGE_WALK: EPT violation", 3L), comparison.outcomes());
  }
}

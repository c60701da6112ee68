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
import maplet.model.arch.ept.EptFault;
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
    EptDescription bochs = EptDeviation.all(EptDeviation.of("2.7"), new DescribedEpt(processor));
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
    assertEquals(
        List.of("bochs-large-leaf-bit-12", "bochs-page-walk-reported-as-write"),
        EptDeviation.of("2.7").stream().map(EptDeviation::id).toList());
    assertEquals(List.of(), EptDeviation.of("2.6"));
  }

  @Test
  void bit12OfALargeLeafIsSeenAsClearAndStays() {
    EptDeviation deviation = EptDeviation.of("2.7").getFirst();
    EptDescription manual = new DescribedEpt(BochsProcessor.ICE_LAKE);
    long root = 0x802000;
    Map<Long, Long> words = new TreeMap<>(Map.of(root, root + 0x1007, root + 0x1000, 0x4000_10b7L));
    EptProbe probe = new EptProbe(root | 0x1e, 8, EptAccess.READ, words);
    assertEquals(EptFault.MISCONFIGURATION, manual.answer(probe).reason());
    EptAnswer bochs = deviation.answer(probe, manual);
    assertEquals(EptAnswer.REACHED, bochs.reason());
    assertEquals(List.copyOf(words.values()), bochs.words());
    // At the last level bit 12 belongs to the address, and bit 7 is ignored.
    words.putAll(Map.of(root + 0x1000, root + 0x2007, root + 0x2000, root + 0x3007));
    words.put(root + 0x3000, 0x1000_10b7L);
    EptProbe small = new EptProbe(root | 0x1e, 8, EptAccess.READ, words);
    assertEquals(manual.answer(small), deviation.answer(small, manual));
  }

  @Test
  void aDifferenceIsShownAndAnAbsentDeviationIsOne() {
    EptDescription manual = new DescribedEpt(BochsProcessor.ICE_LAKE);
    EptComparison comparison = new EptComparison(manual, EptDeviation.of("2.7"));
    long root = 0x802000;
    EptProbe absent = new EptProbe(root | 0x5e, 0, EptAccess.GUEST_PAGE_WALK, new TreeMap<>());
    comparison.compare(absent, manual.answer(absent));
    assertEquals(1, comparison.differences());
    EptAnswer bochs = EptDeviation.of("2.7").getLast().answer(absent, manual);
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

package maplet.harness.attest.bochs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.LongStream;
import maplet.harness.attest.Answer;
import maplet.harness.attest.MachineMemory;
import maplet.harness.attest.MachineMemory.Use;
import maplet.harness.attest.OutsideMemoryException;
import maplet.harness.attest.Probe;
import maplet.harness.attest.TableImage;
import maplet.model.Access;
import maplet.model.arch.Regimes;
import maplet.model.arch.Syndrome;
import maplet.model.arch.WalkResult.Update;
import org.junit.jupiter.api.Test;

class BochsEmulatorTest {
  private static final long ROOT = 0x80_2000;
  private static final long PAGE = 0x100_0000;
  private static final long READ_ONLY = 0x31;
  private static final long ALL = 0x37;

  private static void assumeBochs() {
    assumeTrue(BochsMachine.lacks().isEmpty(), () -> "not run: " + BochsMachine.lacks());
  }

  /// A chain of tables to a leaf, and a word where the guest program has its own entry.
  private static TableImage image(String regime, long leaf) {
    TreeMap<Long, Long> words = new TreeMap<>();
    for (int i = 0; i < 3; i++) {
      words.put(ROOT + 0x1000L * i, ROOT + 0x1000L * (i + 1) | 7);
    }
    words.put(ROOT + 0x3000, leaf);
    words.put(ROOT + 8, 0L);
    return new TableImage(Regimes.find(regime), ROOT, OptionalLong.empty(), words);
  }

  private static Probe probe(String regime, long leaf, Access access) {
    return new Probe(image(regime, leaf), 0x18, access);
  }

  @Test
  void imagesOfOthersAreAnswered() throws IOException {
    assumeBochs();
    String flags = "ept-4-pa40-ad";
    try (BochsEmulator emulator = BochsEmulator.find()) {
      List<Answer> answers =
          emulator.answer(
              List.of(
                  probe("ept-4-pa40-no1g", PAGE | ALL, Access.READ),
                  probe(flags, PAGE | ALL, Access.WRITE),
                  probe(flags, PAGE | ALL, Access.EXECUTE),
                  probe("ept-4-pa40", PAGE | READ_ONLY, Access.WRITE),
                  probe("ept-4-pa40", PAGE | 2, Access.READ)));
      assertEquals("bochs", emulator.name());
      assertEquals(PAGE + 0x18, assertInstanceOf(Answer.Reached.class, answers.get(0)).hpa());
      assertEquals(List.of(), answers.get(0).updates());
      assertEquals(updates(PAGE | ALL | 0x300), answers.get(1).updates());
      assertEquals(updates(PAGE | ALL | 0x100), answers.get(2).updates());
      Answer.Faulted violation = assertInstanceOf(Answer.Faulted.class, answers.get(3));
      assertEquals(new Syndrome(48, 0x18a), violation.syndrome());
      Answer.Faulted misconfiguration = assertInstanceOf(Answer.Faulted.class, answers.get(4));
      assertEquals(49, misconfiguration.syndrome().cause());
    }
  }

  /// With accessed flags of all entries.
  private static List<Update> updates(long leaf) {
    return LongStream.range(0, 4)
        .mapToObj(
            i -> new Update(ROOT + 0x1000 * i, i < 3 ? ROOT + 0x1000 * (i + 1) | 0x107 : leaf))
        .toList();
  }

  /// The write lands in the table that the next probe's walk reads an entry of.
  @Test
  void aWriteToATableIsGoneBeforeTheNextProbe() throws IOException {
    assumeBochs();
    long table = 0x90_0000;
    TreeMap<Long, Long> writing = new TreeMap<>();
    TreeMap<Long, Long> walking = new TreeMap<>();
    for (int i = 0; i < 3; i++) {
      writing.put(ROOT + 0x1000L * i, ROOT + 0x1000L * (i + 1) | 7);
    }
    walking.putAll(writing);
    writing.put(ROOT + 0x3000, table | ALL);
    walking.put(ROOT + 0x2000, table | 7);
    long eptp = ROOT | 0x1e;
    EptProbe write = new EptProbe(eptp, 0, EptAccess.WRITE, writing);
    EptProbe walk = new EptProbe(eptp, 0, EptAccess.READ, walking);
    try (BochsMachine machine = BochsMachine.build(BochsProcessor.ICE_LAKE)) {
      List<EptAnswer> answers = machine.answer(List.of(write, walk));
      assertEquals(EptAnswer.REACHED, answers.get(0).reason());
      assertEquals(48, answers.get(1).reason());
    }
  }

  @Test
  void whatBochsLacksIsSaid() throws IOException {
    assumeBochs();
    try (BochsEmulator emulator = BochsEmulator.find()) {
      assertTrue(emulator.whyNot("ept-4-pa40", Access.WRITE).isEmpty());
      assertTrue(emulator.whyNot("ept-5", Access.READ).isPresent());
      assertTrue(emulator.whyNot("ept-4-pa40", Access.USER_EXECUTE).isPresent());
      assertEquals(40, emulator.memory("ept-4-pa40").gpaBits());
    }
  }

  @Test
  void memoryIsForTablesOrTells() {
    MachineMemory memory = new EmulatedMemory();
    assertEquals(Use.TABLES, memory.use(memory.tables()));
    assertEquals(Use.TABLES, memory.use(memory.tables() + memory.tablesSize() - 1));
    assertEquals(Use.TELLING, memory.use(memory.telling()));
    assertEquals(Use.TELLING, memory.use(memory.telling() + memory.tellingSize() - 1));
    assertEquals(Use.FORBIDDEN, memory.use(0));
    assertEquals(Use.FORBIDDEN, memory.use(-8));
    assertEquals(0, memory.read(memory.tables()));
    assertThrows(OutsideMemoryException.class, () -> memory.read(0));
    assertTrue(memory.companionPage().isEmpty());
  }

  @Test
  void answersSayWhatWasSeenOnly() {
    EptProbe probe = new EptProbe(ROOT, 0, EptAccess.READ, new TreeMap<>());
    Answer untold = answer(probe, EptAnswer.REACHED, 0, EptAnswer.UNKNOWN);
    assertEquals(0, assertInstanceOf(Answer.Reached.class, untold).known());
    Answer told = answer(probe, EptAnswer.REACHED, 0, PAGE);
    assertEquals(-1, assertInstanceOf(Answer.Reached.class, told).known());
    Answer violation = answer(probe, 48, 0x181, EptAnswer.UNKNOWN);
    assertTrue(assertInstanceOf(Answer.Faulted.class, violation).kind().isEmpty());
    Answer misconfiguration = answer(probe, 49, 0, EptAnswer.UNKNOWN);
    Answer.Faulted faulted = assertInstanceOf(Answer.Faulted.class, misconfiguration);
    assertTrue(faulted.kind().isPresent());
    assertEquals(OptionalInt.empty(), faulted.level());
    Answer other = answer(probe, 2, 0, EptAnswer.UNKNOWN);
    assertInstanceOf(Answer.Unexpected.class, other);
  }

  private static Answer answer(EptProbe probe, long reason, long detail, long hpa) {
    return BochsEmulator.answer(probe, new EptAnswer(reason, detail, 0, hpa, List.of()));
  }
}

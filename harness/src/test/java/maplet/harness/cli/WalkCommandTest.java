package maplet.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import maplet.harness.subject.InProcessSubject;
import maplet.harness.subject.SimulatedHost;
import maplet.harness.subject.Subject;
import maplet.model.Attributes;
import maplet.model.Status;
import maplet.model.arch.Regime;
import maplet.model.arch.Regimes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Words in this class are written by hand from the manuals, but where Maplet's implementation
/// makes the tables.
class WalkCommandTest {
  @TempDir Path folder = Path.of("");

  @BeforeEach
  void aDumpOfFourTables() throws IOException {
    sparse(
        "guest.mem",
        "0x1000: 0x2007  # a comment",
        "",
        "0x2008 : 0x3007",
        "0x2010: 0xc00000b7",
        "0x3008: 0x4007",
        "0x3010: 0x2000b1",
        "0x3018: 0x2000b3",
        "0x3020: 0x5002",
        "0x4008: 0x7780001031",
        "0x4010: 0x8000000001037");
  }

  private void sparse(String name, String... lines) throws IOException {
    List<String> text = new ArrayList<>(List.of("maplet-memory 1"));
    text.addAll(Arrays.asList(lines));
    Files.write(folder.resolve(name), text);
  }

  private CommandRun walk(String arguments) {
    List<String> words = new ArrayList<>(List.of("walk"));
    for (String word : arguments.split(" ")) {
      words.add(word.replace("DIR/", folder + "/"));
    }
    return CommandRun.maplet(words.toArray(String[]::new));
  }

  private CommandRun explained(String arguments) {
    CommandRun run = walk(arguments);
    assertEquals(ExitCodes.CONFORMS, run.exitCode(), run.err());
    return run;
  }

  private static void assertContains(CommandRun run, String... parts) {
    for (String part : parts) {
      assertTrue(run.out().contains(part), run.out() + " should contain " + part);
    }
  }

  @Test
  void eachLevelIsABlockAndEachAccessIsJudged() {
    CommandRun run =
        explained("--arch ept --root 0x1000 --memory DIR/guest.mem --access wr 0x40201234");
    assertContains(
        run,
        """
        level 2 (2 MiB an entry): table at 0x3000
          index: 1 (0x1), gpa bits 29:21
          entry: 0x0000000000004007 at 0x3008
          class: table
        """,
        "  5:3    memory type    0x6             WB",
        """
        read: reaches 0x7780001234, r-- write-back, page size 4 KiB
          rule: level 1's entry is a leaf, and the walk grants r--: read is allowed
          manual: Intel SDM volume 3C, Table 29-7
        """,
        """
        write: permission fault at level 1
          rule: the entries together grant r--
          manual: Intel SDM volume 3C, 29.3.3.2 EPT Violations
          syndrome: exit reason 0x30, exit qualification 0x18a
        """);
    assertEquals("EXPLAINED: 4 entries read, 2 accesses: 1 translated, 1 faulted", run.verdict());
  }

  @ParameterizedTest
  @CsvSource({
    "0x80012345, 'reaches 0xc0012345, rwx write-back, page size 1 GiB'",
    "0x40412345, 'reaches 0x212345, r-- write-back, page size 2 MiB'",
    "0x40612345, 'reaches 0x212345, rw- write-back, page size 2 MiB'",
    "0x40800000, 'misconfiguration fault at level 2'",
    "0x40202000, 'misconfiguration fault at level 1'",
  })
  void eptLeavesAndReservedBits(String gpa, String expected) {
    CommandRun run = explained("--regime ept-4 --root 4K --memory DIR/guest.mem " + gpa);
    assertContains(run, "read: " + expected);
  }

  @Test
  void theSecondOfTwoConcatenatedRootTablesIsRead() throws IOException {
    // A 1 GiB block: AF, inner shareable, read and write, Normal Write-Back (DDI 0487 D8.3.1).
    sparse("arm.mem", "0x80003000: 0x400007fd");
    CommandRun run =
        explained(
            "--arch aarch64 --regime aarch64-4k-ipa40-l1 --root 0x80002000 --memory DIR/arm.mem"
                + " --access rx 0x8000001234");
    assertContains(
        run,
        "root: 0x80002000 (2 tables of 512 entries",
        "index: 512 (0x200), gpa bits 39:30",
        "entry: 0x00000000400007fd at 0x80003000",
        "read: reaches 0x40001234, rwx write-back, page size 1 GiB");
  }

  @Test
  void theThirdOfFourRiscvRootTablesIsRead() throws IOException {
    // A gigapage: D A U X W R V, PPN 0x80000 (privileged architecture, Sv39).
    sparse("riscv.mem", "0x80006000: 0x200000df");
    CommandRun run =
        explained("--regime riscv-sv39x4 --root 0x80004000 --memory DIR/riscv.mem 0x10000001234");
    assertContains(
        run, "index: 1024 (0x400), gpa bits 40:30", "read: reaches 0x80001234, rwx write-back");
  }

  @Test
  void aFaultHasTheSyndromeOfItsArchitecture() throws IOException {
    sparse("zero.mem", "0x4000: 0x0");
    assertContains(
        explained("--regime riscv-sv39x4 --root 0x4000 --memory DIR/zero.mem --access w 0x1000"),
        "write: translation fault at level 2",
        "syndrome: scause 0x17, htval 0x400");
    assertContains(
        explained("--regime aarch64-4k-ipa39-l1 --root 0x4000 --memory DIR/zero.mem 0x1000"),
        "read: translation fault at level 1",
        "syndrome: ESR_EL2 0x92000005, HPFAR_EL2 0x10");
    assertContains(
        explained("--regime aarch64-el2-4k-va39 --root 0x4000 --memory DIR/zero.mem 0x1000"),
        "ESR_EL2 0x96000005, FAR_EL2 0x1000");
  }

  @Test
  void flagsThatHardwareWritesAreTold() throws IOException {
    sparse("ad.mem", "0x1000: 0x2007", "0x2000: 0xb7");
    assertContains(
        explained("--regime ept-4-ad --root 0x1000 --memory DIR/ad.mem --access w 0x1234"),
        "hardware writes: 0x0000000000002107 at 0x1000",
        "hardware writes: 0x00000000000003b7 at 0x2000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ept-4",
        "ept-5-pa52",
        "aarch64-4k-ipa40-l1",
        "aarch64-16k-ipa47-l1",
        "aarch64-64k-ipa52-l1-lpa",
        "riscv-sv39x4",
        "riscv-sv57x4"
      })
  void tablesOfTheImplementationAreReadFromARawDump(String id) throws IOException {
    Regime regime = Regimes.find(id);
    long page = regime.capabilities().granule();
    try (SimulatedHost host = new SimulatedHost(64 * page, regime.capabilities())) {
      Subject subject = new InProcessSubject.Provider().open(id, host);
      long gpa = regime.capabilities().inputLimit() - page;
      assertEquals(Status.DONE, subject.create(0, regime.capabilities().inputLimit()));
      assertEquals(Status.DONE, subject.mapLinear(gpa, 7 * page, page, Attributes.RAM.code()), id);
      byte[] bytes = new byte[(int) host.memory().size()];
      host.memory().copy(host.memory().base(), bytes, 0, bytes.length);
      Files.write(folder.resolve("raw@1.bin"), bytes);
      CommandRun run =
          explained(
              "--regime %s --root 0x%x --memory DIR/raw@1.bin@0x%x --access rw 0x%x"
                  .formatted(id, subject.root(), host.memory().base(), gpa + 5));
      assertContains(
          run,
          "read: reaches 0x%x, ".formatted(7 * page + 5),
          "%d entries read, 2 accesses: 2 translated".formatted(regime.levels()));
    }
  }

  @Test
  void aFileMayHaveAnAtSignInItsName() throws IOException {
    Files.write(folder.resolve("a@b"), new byte[4096]);
    assertContains(
        explained("--arch ept --root 0 --memory DIR/a@b 0"), "translation fault at level 4");
  }

  @ParameterizedTest
  @CsvSource({
    "--arch ept --root 0x1001 --memory DIR/guest.mem 0, 'must be a multiple of 0x1000'",
    "--regime aarch64-4k-ipa40-l1 --root 0x1000 --memory DIR/guest.mem 0, 'multiple of 0x2000'",
    "--regime riscv-sv39x4 --root 0x1000 --memory DIR/guest.mem 0, 'a multiple of 0x4000'",
    "--arch ept --root 64T --memory DIR/guest.mem 0, 'a physical address of ept-4 has 46 bits'",
    "--arch ept --root 0x1000 --memory DIR/guest.mem 256T, 'GPA 0x1000000000000: ept-4 translates'",
    "--arch ept --root 0x1000 --memory DIR/guest.mem 0xg, 'must be a 64-bit address'",
    "--arch ept --root 0x1000 --memory DIR/guest.mem 0x10000000000000000, 'a 64-bit address'",
    "--regime ept-6 --root 0x1000 --memory DIR/guest.mem 0, 'did you mean one of [ept-4, ept-5'",
    "--arch vax --root 0x1000 --memory DIR/guest.mem 0, 'expected one of [ept'",
    "--arch riscv --regime ept-4 --root 0 --memory DIR/guest.mem 0, 'ept-4 is a regime of ept'",
    "--root 0x1000 --memory DIR/guest.mem 0, '--arch and --regime are missing'",
    "--arch ept --root 0x1000 --memory DIR/nowhere 0, 'expected a file, there is none'",
    "--arch ept --root 0x1000 --memory DIR/odd 0, 'whole words of 8 bytes'",
    "--arch ept --root 0x1000 --memory DIR/guest.mem@8 0, 'a sparse dump has its own addresses'",
    "--arch ept --root 0x1000 --memory DIR/even@7 0, 'a multiple of 8'",
    "--arch ept --root 0x1000 --memory DIR/even@x 0, 'must be a physical address'",
    "--arch ept --root 0x1000 --memory DIR/even@0 --memory DIR/even@8 0, 'both hold 0x8'",
    "--arch ept --root 0x1000 --memory DIR/even@4K --memory DIR/guest.mem 0, 'both hold 0x1000'",
    "--arch ept --root 0x1000 --memory DIR/guest.mem --memory DIR/even@4K 0, 'both hold 0x1000'",
    "--arch ept --root 0x1000 --memory DIR/guest.mem --access rr 0, 'each once'",
    "--arch ept --root 0x1000 --memory DIR/guest.mem --access q 0, 'some of the letters r'",
    "--arch ept --root 0x1000 --memory DIR/bad.mem 0, 'bad.mem:2: expected an address and a word'",
    "--arch ept --root 0x1000 --memory DIR/un.mem 0, 'un.mem:2: the address 0x1004 must be'",
    "--arch ept --root 0x1000 --memory DIR/twice.mem 0, 'twice.mem:3: the word at 0x8 is there'",
    "--arch ept --root 0x1000 --memory DIR/head.mem 0, 'head.mem:1: expected'",
    "--arch ept --root 0x1000 --memory DIR/binary.mem 0, 'binary.mem:2: expected UTF-8 text'",
  })
  void badInputIsRefusedWithTheRuleAndTheFix(String arguments, String message) throws IOException {
    Files.write(folder.resolve("odd"), new byte[13]);
    Files.write(folder.resolve("even"), new byte[16]);
    sparse("bad.mem", "0x10 0x20");
    sparse("un.mem", "0x1004: 0x20");
    sparse("twice.mem", "0x8: 0x20", "0x8: 0x20");
    Files.writeString(folder.resolve("head.mem"), "maplet-memory 12\n");
    byte[] binary = "maplet-memory 1\n\u00ff".getBytes(StandardCharsets.ISO_8859_1);
    Files.write(folder.resolve("binary.mem"), binary);
    CommandRun run = walk(arguments);
    assertEquals(ExitCodes.BAD_INPUT, run.exitCode(), run.err() + run.out());
    assertTrue(run.err().contains(message), run.err());
    assertTrue(run.err().contains("fix: "), run.err());
    assertFalse(run.err().contains("\tat "), run.err());
    assertEquals("", run.out());
  }

  @Test
  void anEntryThatNoDumpHasIsNamed() {
    CommandRun run = walk("--arch ept --root 0x1000 --memory DIR/guest.mem 0xc0000000");
    assertEquals(ExitCodes.BAD_INPUT, run.exitCode());
    assertTrue(
        run.err()
            .contains("the entry of level 3 at 0x2018 (entry 3 of the table at 0x2000), which no"),
        run.err());
    assertTrue(run.err().contains("guest.mem holds 9 words from 0x1000 to 0x4010"), run.err());
    assertTrue(run.err().contains("add a line '0x2018: 0x...'"), run.err());
  }

  @Test
  void aPictureThatCannotBeWrittenIsTheEnvironmentsFault() {
    CommandRun run =
        walk("--arch ept --root 0x1000 --memory DIR/guest.mem --svg DIR/no/x.svg 0x40201234");
    assertEquals(ExitCodes.ENVIRONMENT, run.exitCode(), run.out());
    assertEquals("", run.out());
  }
}

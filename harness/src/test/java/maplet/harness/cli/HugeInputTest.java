package maplet.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Dumps and logs that are too large, or end where numbers do.
class HugeInputTest {
  private static final String SPARSE = "maplet-memory 1\n";

  @TempDir Path folder = Path.of("");

  private Path file(String name, String text) throws Exception {
    return Files.writeString(folder.resolve(name), text);
  }

  private Path huge(String text) throws Exception {
    Path file = file("huge", text);
    try (RandomAccessFile grown = new RandomAccessFile(file.toFile(), "rw")) {
      grown.setLength(1L << 30); // a hole, which takes no room on the disk
    }
    return file;
  }

  private static CommandRun walk(Path... dumps) {
    String[] arguments = new String[6 + 2 * dumps.length];
    arguments[0] = "walk";
    arguments[1] = "--regime";
    arguments[2] = "ept-4";
    arguments[3] = "--root";
    arguments[4] = "0x1000";
    for (int i = 0; i < dumps.length; i++) {
      arguments[5 + 2 * i] = "--memory";
      arguments[6 + 2 * i] = dumps[i].toString();
    }
    arguments[arguments.length - 1] = "0";
    return CommandRun.maplet(arguments);
  }

  private CommandRun imported(Path tree, Path touches) {
    return CommandRun.maplet(
        "import",
        "qemu",
        "--regime",
        "ept-4",
        "--title",
        "t",
        "--mtree",
        tree.toString(),
        "--touches",
        touches.toString(),
        "-o",
        folder.resolve("trace").toString());
  }

  private static void refused(String rule, CommandRun run) {
    assertEquals(ExitCodes.BAD_INPUT, run.exitCode(), run.out() + run.err());
    assertTrue(run.err().contains(rule), run.err());
  }

  @Test
  void whatIsTooLargeIsNotRead() throws Exception {
    Path small = file("small", "write 0x40001000\n");
    refused("huge: expected text of at most 67,108,864 bytes", walk(huge(SPARSE)));
    refused("huge: expected text of at most ", imported(huge("FlatView #0\n"), small));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0xffffffffffffffff: 0x1|:2: the address 0xffffffffffffffff must be a multiple of 8
          0xfffffffffffffff8: 0x1|:2: the address 0xfffffffffffffff8 must be a multiple of 8
          0x10000000000000000: 0x1|:2: expected an address and a word
          0x1008: 0x10000000000000000|:2: expected an address and a word
          """)
  void addressesAtTheEndOfNumbersAreRefusedWithTheirLine(String line, String rule)
      throws Exception {
    refused("dump" + rule, walk(file("dump", SPARSE + line + "\n")));
  }

  @Test
  void noWordIsThereTwice() throws Exception {
    String word = "0x7ffffffffffffff8: 0x1\n";
    Path one = file("one", SPARSE + word);
    refused("is there twice", walk(file("twice", SPARSE + word + word)));
    refused("both hold 0x7ffffffffffffff8", walk(one, file("other", SPARSE + word)));
    Path raw = file("raw", "12345678");
    refused("both hold 0x7ffffffffffffff0", walk(at(raw, 16), at(file("raw2", "12345678"), 16)));
    refused("below 2^63", walk(at(raw, 0)));
    // One beside the other is no overlap: then what is missing is a table.
    refused("0x1000", walk(at(raw, 16), one));
  }

  /// @param below bytes between its address and 2^63
  private static Path at(Path raw, long below) {
    return Path.of(raw + "@0x" + Long.toHexString(Long.MIN_VALUE - below));
  }

  @Test
  void aMachineAtTheEndOfNumbersIsToldThatItDoesNotFit() throws Exception {
    String region = " (prio 0, ram): ram\n";
    String heading = "FlatView #0\n AS \"memory\", root: system\n";
    Path touches = file("touches", "read 0xffffffffffffffff\n");
    for (String range :
        new String[] {
          "  0000000000000000-ffffffffffffffff", "  ffffffffffff0000-ffffffffffffffff"
        }) {
      refused(
          "expected a machine within the 48 bits of ept-4, but it has something at 0xffff",
          imported(file("tree", heading + range + region), touches));
    }
    Path twice = file("tree", heading + ("  0000000000000000-0000000000001fff" + region).repeat(2));
    refused("tree:4: expected regions that ascend and don't overlap", imported(twice, touches));
  }
}

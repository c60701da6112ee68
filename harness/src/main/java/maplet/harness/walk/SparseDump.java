package maplet.harness.walk;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import maplet.harness.trace.InputFormatException;

/// Single words of memory, as a text lists them.
///
/// The first line is `maplet-memory 1`. Each further line is a word's physical address, a colon and
/// the word, both in hexadecimal: `0x3008: 0x40000037`. What follows a `#` is a comment; empty
/// lines are skipped.
///
/// @param words by their physical address
record SparseDump(String name, NavigableMap<Long, Long> words) implements Dump {
  /// What a sparse dump begins with; nothing else does.
  static final String HEADER = "maplet-memory 1";

  private static final byte[] HEADER_BYTES = HEADER.getBytes(StandardCharsets.US_ASCII);
  private static final Pattern LINE =
      Pattern.compile("0x([0-9a-fA-F]{1,16})\\s*:\\s*0x([0-9a-fA-F]{1,16})");
  private static final String FIX = "write it as in '0x3008: 0x40000037'";

  /// How many bytes of a file tell whether it is sparse.
  static int headerLength() {
    return HEADER_BYTES.length;
  }

  /// Whether a file that begins with these bytes is a sparse dump.
  static boolean begins(byte[] start) {
    return Arrays.equals(start, HEADER_BYTES);
  }

  /// Reads the lines of a file.
  ///
  /// @throws InputFormatException for a line that isn't a word, or a word that is there twice
  static SparseDump parse(String name, List<String> lines) {
    if (!lines.getFirst().strip().equals(HEADER)) {
      throw new InputFormatException(
          name,
          1,
          "expected '%s' and nothing else".formatted(HEADER),
          "take the rest of the line away; this Maplet knows no other version");
    }
    NavigableMap<Long, Long> words = new TreeMap<>();
    for (int i = 1; i < lines.size(); i++) {
      String line = lines.get(i).replaceFirst("#.*", "").strip();
      if (!line.isEmpty()) {
        add(words, name, i + 1, line);
      }
    }
    return new SparseDump(name, words);
  }

  private static void add(NavigableMap<Long, Long> words, String name, int number, String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw new InputFormatException(
          name, number, "expected an address and a word, found '%s'".formatted(line), FIX);
    }
    long address = Long.parseUnsignedLong(matcher.group(1), 16);
    if (address % Long.BYTES != 0 || address < 0) {
      throw new InputFormatException(
          name,
          number,
          "the address 0x%x must be a multiple of 8 below 2^63".formatted(address),
          "give whole words of eight bytes");
    }
    if (words.put(address, Long.parseUnsignedLong(matcher.group(2), 16)) != null) {
      throw new InputFormatException(
          name,
          number,
          "the word at 0x%x is there twice".formatted(address),
          "take one of the lines away");
    }
  }

  @Override
  public boolean holds(long address) {
    return words.containsKey(address);
  }

  @Override
  public long word(long address) {
    return words.getOrDefault(address, 0L);
  }

  @Override
  public long overlap(Dump other) {
    return words.keySet().stream().filter(other::holds).findFirst().orElse(-1L);
  }

  @Override
  public String extent() {
    return words.isEmpty()
        ? "no words"
        : "%d words from 0x%x to 0x%x".formatted(words.size(), words.firstKey(), words.lastKey());
  }
}

package maplet.harness.stdio;

import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Lines that were damaged on their way: characters, or whole values.
final class Mutations {
  private static final Pattern VALUE = Pattern.compile("\"[^\"]*\"|-?\\d+|\\[[^\\[\\]]*]");
  private static final List<String> VALUES =
      List.of(
          ("0 1 2 7 8 -1 -38 9223372036854775807 9223372036854775808 \"0x\" \"0x8\" \"0x07\""
                  + " \"0xG\" \"0xffffffffffffffff\" \"0x10000000000000000\" \"7\" \"\" \"stores\""
                  + " null true [] {} [1] [\"0x1\",2] [1,2,3,4] [1,2,3,4,5] [[1,2]]")
              .split(" ", -1));

  private Mutations() {}

  /// One to three damages.
  static String of(String line, Random random) {
    StringBuilder text = new StringBuilder(line);
    for (int i = random.nextInt(3); i >= 0 && !text.isEmpty(); i--) {
      if (random.nextBoolean()) {
        replaceValue(text, random);
      } else {
        damage(text, random);
      }
    }
    return text.toString();
  }

  private static void replaceValue(StringBuilder text, Random random) {
    List<MatchResult> values = VALUE.matcher(text).results().toList();
    if (!values.isEmpty()) {
      MatchResult value = values.get(random.nextInt(values.size()));
      text.replace(value.start(), value.end(), VALUES.get(random.nextInt(VALUES.size())));
    }
  }

  private static void damage(StringBuilder text, Random random) {
    int at = random.nextInt(text.length());
    String from = random.nextBoolean() ? "0123456789abcdefx\"" : "{}[],:\"-.eE\\\u0000\ud800\u0669";
    char other = from.charAt(random.nextInt(from.length()));
    switch (random.nextInt(5)) {
      case 0 -> text.deleteCharAt(at);
      case 1 -> text.insert(at, other);
      case 2 -> text.setLength(at);
      case 3 -> text.insert(at, text.substring(at, Math.min(text.length(), at + 40)));
      default -> text.setCharAt(at, other);
    }
  }
}

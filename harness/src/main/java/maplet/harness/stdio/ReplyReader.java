package maplet.harness.stdio;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import maplet.harness.subject.Panic;
import maplet.harness.subject.Report;
import maplet.harness.subject.SubjectFailure;
import maplet.harness.text.PlainText;
import maplet.model.FaultKind;
import org.jspecify.annotations.Nullable;

/// Reads one reply, and refuses what isn't one: each refusal is a [SubjectFailure] of kind GARBAGE.
///
/// Token by token, for a campaign reads a hundred thousand results a second.
final class ReplyReader {
  /// The protocol's version.
  static final int PROTOCOL = 1;

  private static final long MOST_ATTRIBUTES = 0xffff;
  private static final long MOST_HEIGHT = 7;
  private static final int MOST_OF_NAME = 100;

  /// The fields of an answer, in the order of [Reply.Result#answer].
  static final List<String> ANSWERS =
      List.of("hpa", "pageSize", "attributes", "faultKind", "faultHeight", "done");

  /// The largest of each; -1: all 64 bits.
  private static final List<Long> MOST_ANSWERS =
      List.of(-1L, -1L, MOST_ATTRIBUTES, FaultKind.values().length - 1L, MOST_HEIGHT, -1L);

  private static final String ID = "id";
  private static final String ROOT = "root";
  private static final int LAST_EVENT = 7;
  private static final int SHOWN = 60;
  private static final int MOST_DIGITS = 16;
  private static final Numbers NONE = Numbers.zeros(0);
  private static final Numbers NO_ANSWER = Numbers.zeros(ANSWERS.size());
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final byte[] line;
  private final JsonParser parser;
  private final Numbers numbers = new Numbers();

  private boolean hasId;
  private long id;

  private ReplyReader(byte[] line) throws IOException {
    this.line = line;
    this.parser = JSON.createParser(line);
  }

  /// What reads one of the forms of a reply.
  private interface Form<T> {
    T read(ReplyReader reader) throws IOException;
  }

  private static <T extends Reply> T read(byte[] line, Form<T> form) {
    try {
      ReplyReader reader = new ReplyReader(line);
      reader.parser.nextToken();
      T reply = form.read(reader);
      reader.check(reader.hasId, "a reply must have an id");
      reader.check(reader.parser.nextToken() == null, "a line must have one reply");
      return reply;
    } catch (IOException e) {
      throw new SubjectFailure(
          SubjectFailure.Kind.GARBAGE, "not JSON, or a field twice: " + shortened(line, 0));
    }
  }

  /// The reply to `start`.
  static Reply.Started started(byte[] line) {
    return read(line, ReplyReader::started);
  }

  private Reply.Started started() throws IOException {
    Set<Report> reports = EnumSet.noneOf(Report.class);
    String name = "";
    long protocol = 0;
    for (String field = firstField(); field != null; field = nextField()) {
      switch (field) {
        case ID -> readId();
        case "protocol" -> protocol = integer();
        case "name" -> name = text("name must be a string");
        case "version" -> text("version must be a string");
        case "reports" -> {
          check(parser.currentToken() == JsonToken.START_ARRAY, "reports must be a list");
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            reports.add(report(text("a report must be a string")));
          }
        }
        default -> throw unknown(field);
      }
    }
    check(protocol == PROTOCOL, "protocol must be " + PROTOCOL);
    check(!name.isEmpty(), "name must say who it is");
    return new Reply.Started(id, PlainText.line(name, MOST_OF_NAME), reports);
  }

  private Report report(String text) {
    for (Report report : Report.values()) {
      if (report.name().toLowerCase(Locale.ROOT).equals(text)) {
        return report;
      }
    }
    throw bad("a report must be 'stores' or 'invalidations'");
  }

  /// The reply to `begin`, `apply` and `end`.
  static Reply.Answered answered(byte[] line) {
    return read(line, ReplyReader::answered);
  }

  private Reply.Answered answered() throws IOException {
    List<Reply.Result> results = new ArrayList<>();
    boolean told = false;
    for (String field = firstField(); field != null; field = nextField()) {
      switch (field) {
        case ID -> readId();
        case "results" -> {
          told = true;
          check(parser.currentToken() == JsonToken.START_ARRAY, "results must be a list");
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            results.add(result());
          }
        }
        default -> throw unknown(field);
      }
    }
    check(told, "a reply must have results");
    return new Reply.Answered(id, results);
  }

  private Reply.Result result() throws IOException {
    boolean hasCode = false;
    long code = 0;
    long root = 0;
    Numbers events = NONE;
    Numbers words = NONE;
    Numbers answer = NO_ANSWER;
    Panic panic = Panic.UNKNOWN;
    for (String field = firstField(); field != null; field = nextField()) {
      switch (field) {
        case "code" -> {
          hasCode = true;
          code = integer();
        }
        case "events" -> events = events();
        case "words" -> words = pairs();
        case "answer" -> answer = answer();
        case ROOT -> root = word();
        case "panic" -> panic = panic();
        default -> throw unknown(field);
      }
    }
    check(hasCode, "a result must have a code");
    return new Reply.Result(code, events, words, answer, root, panic);
  }

  private Panic panic() throws IOException {
    String message = "";
    String place = "";
    for (String field = firstField(); field != null; field = nextField()) {
      switch (field) {
        case "message" -> message = text("a panic's message must be a string");
        case "place" -> place = text("a panic's place must be a string");
        default -> throw unknown(field);
      }
    }
    return new Panic(message, place);
  }

  private Numbers answer() throws IOException {
    Numbers answer = Numbers.zeros(ANSWERS.size());
    for (String field = firstField(); field != null; field = nextField()) {
      int index = ANSWERS.indexOf(field);
      if (index < 0) {
        throw unknown(field);
      }
      long number = word();
      check(
          number >= 0 && number <= MOST_ANSWERS.get(index) || MOST_ANSWERS.get(index) < 0,
          "%s is larger than any".formatted(field));
      answer.set(index, number);
    }
    return answer;
  }

  private Numbers events() throws IOException {
    check(parser.currentToken() == JsonToken.START_ARRAY, "events must be a list");
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      check(parser.currentToken() == JsonToken.START_ARRAY, "an event must be a list");
      int told = 0;
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        long number = word();
        check(told > 0 || number >= 1 && number <= LAST_EVENT, "an event's kind must be 1 to 7");
        check(++told <= Reply.EVENT_NUMBERS, "an event must have at most 4 numbers");
        numbers.add(number);
      }
      check(told > 0, "an event must have a kind");
      for (; told < Reply.EVENT_NUMBERS; told++) {
        numbers.add(0);
      }
    }
    return numbers.take();
  }

  private Numbers pairs() throws IOException {
    check(parser.currentToken() == JsonToken.START_ARRAY, "words must be a list");
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      check(parser.currentToken() == JsonToken.START_ARRAY, "a word must be a pair");
      int before = numbers.size();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        numbers.add(word());
      }
      check(numbers.size() == before + 2, "a word must be a pair");
    }
    return numbers.take();
  }

  /// The reply to `dump`.
  static Reply.Dumped dumped(byte[] line) {
    return read(line, ReplyReader::dumped);
  }

  private Reply.Dumped dumped() throws IOException {
    List<Reply.Frame> frames = new ArrayList<>();
    long root = 0;
    boolean hasRoot = false;
    boolean hasFrames = false;
    for (String field = firstField(); field != null; field = nextField()) {
      switch (field) {
        case ID -> readId();
        case ROOT -> {
          hasRoot = true;
          root = word();
        }
        case "frames" -> {
          hasFrames = true;
          check(parser.currentToken() == JsonToken.START_ARRAY, "frames must be a list");
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            frames.add(frame());
          }
        }
        default -> throw unknown(field);
      }
    }
    check(hasRoot && hasFrames, "a dump must have a root and frames");
    return new Reply.Dumped(id, root, frames);
  }

  private Reply.Frame frame() throws IOException {
    String rule = "a frame must be [address, words]";
    check(parser.currentToken() == JsonToken.START_ARRAY, rule);
    parser.nextToken();
    long address = word();
    parser.nextToken();
    Reply.Frame frame = new Reply.Frame(address, pairs());
    check(parser.nextToken() == JsonToken.END_ARRAY, rule);
    return frame;
  }

  private @Nullable String firstField() throws IOException {
    check(parser.currentToken() == JsonToken.START_OBJECT, "an object was expected");
    return nextField();
  }

  /// The next field's name, with its value as the current token.
  private @Nullable String nextField() throws IOException {
    String name = parser.nextFieldName();
    if (name != null) {
      parser.nextToken();
    }
    return name;
  }

  private void readId() throws IOException {
    hasId = true;
    id = integer();
  }

  private String text(String rule) throws IOException {
    check(parser.currentToken() == JsonToken.VALUE_STRING, rule);
    return parser.getText();
  }

  private long integer() throws IOException {
    boolean isLong =
        parser.currentToken() == JsonToken.VALUE_NUMBER_INT
            && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
    check(isLong, "a code, an id or a protocol must be an integer");
    return parser.getLongValue();
  }

  /// A number of 64 bits: a string as in `0x1f`, or an integer from 0 on.
  private long word() throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
      long number = integer();
      check(number >= 0, "a number must not be negative");
      return number;
    }
    check(parser.currentToken() == JsonToken.VALUE_STRING, "a number was expected");
    int length = parser.getTextLength();
    char[] text = parser.getTextCharacters();
    int start = parser.getTextOffset();
    check(
        length > 2 && length <= 2 + MOST_DIGITS && text[start] == '0' && text[start + 1] == 'x',
        "a number must be as in 0x1f");
    long value = 0;
    for (int i = start + 2; i < start + length; i++) {
      int digit = text[i] < 128 ? Character.digit(text[i], 16) : -1;
      check(digit >= 0, "a number must be as in 0x1f");
      value = value << 4 | digit;
    }
    return value;
  }

  private void check(boolean isKept, String rule) {
    if (!isKept) {
      throw bad(rule);
    }
  }

  private SubjectFailure unknown(String field) {
    return bad("field '%s' isn't known".formatted(field));
  }

  private SubjectFailure bad(String rule) {
    int at = (int) parser.currentLocation().getByteOffset();
    return new SubjectFailure(
        SubjectFailure.Kind.GARBAGE,
        "%s, before byte %d: %s".formatted(rule, at, shortened(line, Math.max(0, at - SHOWN))));
  }

  private static String shortened(byte[] line, int from) {
    int length = Math.min(line.length - from, SHOWN);
    String text = new String(line, from, length, StandardCharsets.UTF_8);
    return from + length < line.length ? text + "..." : text;
  }
}

package maplet.harness.stdio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import maplet.harness.subject.Report;
import maplet.harness.subject.SubjectFailure;

/// Reads replies, and refuses what isn't one: each refusal is a [SubjectFailure] of kind GARBAGE.
final class ReplyReader {
  /// The protocol's version.
  static final int PROTOCOL = 1;

  /// The fields of an answer, in the order of [Reply.Result#answer].
  static final List<String> ANSWERS =
      List.of("hpa", "pageSize", "attributes", "faultKind", "faultHeight", "done");

  private static final int EVENT_NUMBERS = 4;
  private static final int LAST_EVENT = 7;
  private static final int SHOWN = 60;
  private static final int MOST_DIGITS = 16;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private ReplyReader() {}

  static Reply.Started started(String line) {
    JsonNode object = object(line, Set.of("id", "protocol", "name", "version", "reports"));
    if (integer(object, "protocol") != PROTOCOL) {
      throw bad("protocol must be " + PROTOCOL, object);
    }
    JsonNode name = object.path("name");
    JsonNode reports = object.path("reports");
    if (!name.isTextual() || !reports.isArray()) {
      throw bad("name must be a string, reports a list", object);
    }
    Set<Report> told = EnumSet.noneOf(Report.class);
    for (JsonNode each : reports) {
      told.add(report(each));
    }
    return new Reply.Started(integer(object, "id"), name.asText(), told);
  }

  private static Report report(JsonNode text) {
    for (Report report : Report.values()) {
      if (text.isTextual() && report.name().toLowerCase(Locale.ROOT).equals(text.asText())) {
        return report;
      }
    }
    throw bad("a report must be 'stores' or 'invalidations'", text);
  }

  static Reply.Answered answered(String line) {
    JsonNode object = object(line, Set.of("id", "results"));
    List<Reply.Result> results = new ArrayList<>();
    for (JsonNode each : list(object, "results")) {
      results.add(result(each));
    }
    return new Reply.Answered(integer(object, "id"), results);
  }

  private static Reply.Result result(JsonNode object) {
    fields(object, Set.of("code", "events", "words", "answer", "root"));
    JsonNode told = object.path("events");
    long[][] events = new long[told.size()][];
    for (int i = 0; i < events.length; i++) {
      events[i] = event(told.get(i));
    }
    long[] answer = new long[ANSWERS.size()];
    JsonNode details = object.path("answer");
    if (!details.isMissingNode()) {
      fields(details, Set.copyOf(ANSWERS));
      for (int i = 0; i < answer.length; i++) {
        JsonNode detail = details.path(ANSWERS.get(i));
        answer[i] = detail.isMissingNode() ? 0 : word(detail);
      }
    }
    JsonNode root = object.path("root");
    return new Reply.Result(
        integer(object, "code"),
        events,
        pairs(object.path("words")),
        answer,
        root.isMissingNode() ? 0 : word(root));
  }

  private static long[] event(JsonNode event) {
    if (!event.isArray() || event.isEmpty() || event.size() > EVENT_NUMBERS) {
      throw bad("an event must be a list of 1 to 4 numbers", event);
    }
    long[] numbers = new long[EVENT_NUMBERS];
    for (int i = 0; i < event.size(); i++) {
      numbers[i] = word(event.get(i));
    }
    if (numbers[0] < 1 || numbers[0] > LAST_EVENT) {
      throw bad("an event's kind must be 1 to 7", event);
    }
    return numbers;
  }

  static Reply.Dumped dumped(String line) {
    JsonNode object = object(line, Set.of("id", "root", "frames"));
    List<Reply.Frame> frames = new ArrayList<>();
    for (JsonNode frame : list(object, "frames")) {
      if (!frame.isArray() || frame.size() != 2) {
        throw bad("a frame must be [address, words]", frame);
      }
      frames.add(new Reply.Frame(word(frame.get(0)), pairs(frame.get(1))));
    }
    return new Reply.Dumped(integer(object, "id"), word(object.path("root")), frames);
  }

  private static long[][] pairs(JsonNode list) {
    if (!list.isMissingNode() && !list.isArray()) {
      throw bad("words must be a list", list);
    }
    long[][] pairs = new long[list.size()][];
    for (int i = 0; i < pairs.length; i++) {
      JsonNode pair = list.get(i);
      if (!pair.isArray() || pair.size() != 2) {
        throw bad("a word must be a pair", pair);
      }
      pairs[i] = new long[] {word(pair.get(0)), word(pair.get(1))};
    }
    return pairs;
  }

  /// A number of 64 bits: a string as in `0x1f`, or an integer from 0 on.
  private static long word(JsonNode node) {
    if (node.isIntegralNumber() && node.canConvertToLong() && node.asLong() >= 0) {
      return node.asLong();
    }
    String text = node.asText();
    if (node.isTextual()
        && text.startsWith("0x")
        && text.length() > 2
        && text.length() <= 2 + MOST_DIGITS) {
      long value = 0;
      for (int i = 2; i < text.length(); i++) {
        int digit = text.charAt(i) < 128 ? Character.digit(text.charAt(i), 16) : -1;
        if (digit < 0) {
          throw bad("a number must be as in 0x1f", node);
        }
        value = value << 4 | digit;
      }
      return value;
    }
    throw bad("a number must be an integer from 0 on, or as in \"0x1f\"", node);
  }

  private static long integer(JsonNode object, String field) {
    JsonNode value = object.path(field);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw bad(field + " must be an integer", object);
    }
    return value.asLong();
  }

  private static JsonNode list(JsonNode object, String field) {
    JsonNode value = object.path(field);
    if (!value.isArray()) {
      throw bad(field + " must be a list", object);
    }
    return value;
  }

  private static JsonNode object(String line, Set<String> fields) {
    try {
      JsonNode object = JSON.readTree(line);
      fields(object, fields);
      return object;
    } catch (JsonProcessingException e) {
      throw new SubjectFailure(SubjectFailure.Kind.GARBAGE, "not JSON: " + shortened(line));
    }
  }

  private static void fields(JsonNode object, Set<String> allowed) {
    if (!object.isObject()) {
      throw bad("an object was expected", object);
    }
    Iterator<String> names = object.fieldNames();
    while (names.hasNext()) {
      String name = names.next();
      if (!allowed.contains(name)) {
        throw bad("field '%s' isn't known".formatted(shortened(name)), object);
      }
    }
  }

  private static SubjectFailure bad(String rule, JsonNode where) {
    return new SubjectFailure(
        SubjectFailure.Kind.GARBAGE, rule + ": " + shortened(where.toString()));
  }

  private static String shortened(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }
}

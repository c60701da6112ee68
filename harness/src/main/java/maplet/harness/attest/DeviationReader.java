package maplet.harness.attest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import maplet.harness.attest.Deviation.Bits;
import maplet.harness.attest.Deviation.Change;
import maplet.harness.attest.Deviation.Condition;
import maplet.harness.attest.Deviation.EntryBits;
import maplet.harness.attest.Deviation.EntryChange;
import maplet.harness.attest.Deviation.Fault;
import maplet.harness.attest.Deviation.Instead;
import maplet.harness.trace.InputFormatException;
import maplet.harness.trace.StrictJson;
import maplet.model.Access;
import maplet.model.FaultKind;
import maplet.model.arch.Citation;

/// Reads the data file of known deviations (`vectors/schema/deviations.schema.json`). The schema
/// says what is legal; here a field that is unknown or of the wrong form is refused.
public final class DeviationReader {
  private static final String SHIPPED = "deviations.json";
  private final String source;

  private DeviationReader(String source) {
    this.source = source;
  }

  /// The deviations that Maplet knows.
  public static List<Deviation> shipped() {
    try (InputStream in = DeviationReader.class.getResourceAsStream(SHIPPED)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + SHIPPED);
      }
      return read(SHIPPED, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Reads deviations from text.
  ///
  /// @param source the name of the input in messages
  /// @throws InputFormatException when something is wrong with it
  public static List<Deviation> read(String source, String text) {
    return new DeviationReader(source).deviations(text);
  }

  private List<Deviation> deviations(String text) {
    JsonNode root;
    try {
      root = StrictJson.read(text);
    } catch (JsonProcessingException e) {
      throw bad("the file must be JSON, but: " + InputFormatException.problem(e));
    }
    refuseOthers(root, Set.of("maplet-deviations", "deviations"));
    List<Deviation> deviations = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (JsonNode each : root.path("deviations")) {
      Deviation deviation = deviation(each);
      if (!names.add(deviation.name())) {
        throw bad("two deviations are named " + deviation.name());
      }
      deviations.add(deviation);
    }
    return deviations;
  }

  private Deviation deviation(JsonNode node) {
    refuseOthers(
        node,
        Set.of(
            "name",
            "emulator",
            "from",
            "below",
            "when",
            "instead",
            "manual",
            "does",
            "document",
            "section",
            "rule"));
    return new Deviation(
        text(node, "name"),
        text(node, "emulator"),
        text(node, "from"),
        node.path("below").asText(""),
        condition(node.path("when")),
        change(node.path("instead")),
        text(node, "manual"),
        text(node, "does"),
        new Citation(text(node, "document"), text(node, "section"), node.path("rule").asText("")));
  }

  private Condition condition(JsonNode node) {
    refuseOthers(node, Set.of("words", "lacks", "accesses", "gpa", "entries", "guestPageWalk"));
    Set<Access> accesses = new HashSet<>();
    for (String name : texts(node.path("accesses"))) {
      accesses.add(member(Access.class, name));
    }
    List<String> words = texts(node.path("words"));
    if (words.isEmpty()) {
      throw bad("'words' must begin with an architecture");
    }
    List<EntryBits> entries = new ArrayList<>();
    for (JsonNode entry : node.path("entries")) {
      refuseOthers(entry, Set.of("levels", "mask", "value"));
      entries.add(entryBits(entry));
    }
    return new Condition(
        words,
        texts(node.path("lacks")),
        accesses,
        gpa(node.path("gpa")),
        entries,
        node.path("guestPageWalk").asBoolean());
  }

  private Change change(JsonNode node) {
    refuseOthers(
        node,
        Set.of(
            "words", "without", "gpaClear", "entries", "fault", "level", "detailClear", "fatal"));
    List<EntryChange> entries = new ArrayList<>();
    for (JsonNode entry : node.path("entries")) {
      refuseOthers(entry, Set.of("levels", "mask", "value", "clear", "set", "leaf"));
      entries.add(
          new EntryChange(
              entryBits(entry),
              hex(entry, "clear"),
              hex(entry, "set"),
              entry.path("leaf").asBoolean()));
    }
    return new Change(
        texts(node.path("words")),
        texts(node.path("without")),
        hex(node, "gpaClear"),
        entries,
        node.has("fault") ? Optional.of(fault(node.path("fault"))) : Optional.empty(),
        node.has("level") ? OptionalInt.of(node.path("level").asInt()) : OptionalInt.empty(),
        hex(node, "detailClear"),
        node.path("fatal").asBoolean());
  }

  private Fault fault(JsonNode node) {
    refuseOthers(node, Set.of("kind", "level", "instead"));
    return new Fault(
        member(FaultKind.class, text(node, "kind")),
        node.path("level").asInt(),
        member(Instead.class, text(node, "instead")));
  }

  private EntryBits entryBits(JsonNode node) {
    Set<Integer> levels = new HashSet<>();
    node.path("levels").forEach(level -> levels.add(level.asInt()));
    return new EntryBits(levels, new Bits(hex(node, "mask"), hex(node, "value")));
  }

  private Bits gpa(JsonNode node) {
    refuseOthers(node, Set.of("mask", "value"));
    return new Bits(hex(node, "mask"), hex(node, "value"));
  }

  private List<String> texts(JsonNode node) {
    List<String> texts = new ArrayList<>();
    node.forEach(each -> texts.add(each.asText()));
    return texts;
  }

  private String text(JsonNode node, String field) {
    if (!node.path(field).isTextual()) {
      throw bad("field '%s' must be a string in %s".formatted(field, node));
    }
    return node.path(field).textValue();
  }

  /// A number in hexadecimal; 0 where there is none.
  private long hex(JsonNode node, String field) {
    String text = node.path(field).asText("0x0");
    try {
      return Long.parseUnsignedLong(text.substring(2), 16);
    } catch (NumberFormatException | StringIndexOutOfBoundsException _) {
      throw bad("field '%s' must be hexadecimal with 0x in %s".formatted(field, node));
    }
  }

  private <E extends Enum<E>> E member(Class<E> type, String name) {
    try {
      return Enum.valueOf(type, name.toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (IllegalArgumentException _) {
      throw bad("'%s' isn't a name of %s".formatted(name, type.getSimpleName()));
    }
  }

  private void refuseOthers(JsonNode node, Set<String> known) {
    for (var property : node.properties()) {
      if (!known.contains(property.getKey())) {
        throw bad("field '%s' is unknown in %s".formatted(property.getKey(), node));
      }
    }
  }

  private InputFormatException bad(String rule) {
    return new InputFormatException(source, 0, rule, "see deviations.schema.json");
  }
}

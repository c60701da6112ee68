package maplet.harness.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import maplet.harness.sequence.OperationKind;
import maplet.harness.sequence.PageSizes;
import maplet.harness.subject.Detail;
import maplet.harness.subject.Freedom;
import maplet.harness.trace.InputFormatException;
import maplet.model.Attributes;
import maplet.model.Layer;
import maplet.model.MemoryType;
import maplet.model.Permissions;
import maplet.model.arch.Regime;

/// Reads the part of a profile that is a foreign implementation's claims. A field that isn't there
/// claims everything; `freedoms` claims none.
final class ClaimsReader {
  private static final String LAYERS = "layers";
  private static final String OPERATIONS = "operations";
  private static final String PAGE_SIZES = "pageSizes";
  private static final String MEMORY_TYPES = "memoryTypes";
  private static final String PERMISSIONS = "permissions";
  private static final String FREEDOMS = "freedoms";
  private static final String ANSWERS = "answers";

  /// The fields that are read here.
  static final Set<String> FIELDS =
      Set.of(LAYERS, OPERATIONS, PAGE_SIZES, MEMORY_TYPES, PERMISSIONS, FREEDOMS, ANSWERS);

  private final String source;
  private final ObjectNode object;
  private final List<Regime> regimes;

  /// @param regimes of the profile: what none of them has can't be claimed
  ClaimsReader(String source, ObjectNode object, List<Regime> regimes) {
    this.source = source;
    this.object = object;
    this.regimes = regimes;
  }

  Claims read() {
    Claims all = Claims.EVERYTHING;
    Claims claims =
        new Claims(
            set(LAYERS, ClaimsReader::layer, all.layers()),
            set(OPERATIONS, ClaimsReader::operation, all.operations()),
            set(PAGE_SIZES, this::pageSize, all.pageSizes()),
            set(MEMORY_TYPES, this::memoryType, all.memoryTypes()),
            set(PERMISSIONS, this::permissions, all.permissions()),
            set(FREEDOMS, Freedom::parse, all.freedoms()),
            set(ANSWERS, ClaimsReader::answer, all.answers()));
    if (!claims.has(OperationKind.CLEAR)) {
      throw bad("operations must have 'clear', with which every sequence ends");
    }
    if (claims.freedoms().contains(Freedom.LAZY_REST) && claims.layers().contains(Layer.SPACE)) {
      throw bad("freedom 'lazy-rest' is for tables: layers must be [\"table\"]");
    }
    for (Layer layer : claims.layers()) {
      if (claims.operations().stream()
          .noneMatch(kind -> kind.isOf(layer) && kind.hasAttributes())) {
        throw bad("operations must have one that maps, for layer '" + layer + "'");
      }
    }
    return claims;
  }

  private <T> Set<T> set(String field, Function<String, T> parse, Set<T> otherwise) {
    JsonNode list = object.path(field);
    if (list.isMissingNode()) {
      return otherwise;
    }
    if (!list.isArray() || list.isEmpty() && !field.equals(FREEDOMS)) {
      throw bad("field '%s' must be a list of strings, not empty".formatted(field));
    }
    Set<T> values = new LinkedHashSet<>();
    for (JsonNode element : list) {
      try {
        values.add(parse.apply(element.asText()));
      } catch (IllegalArgumentException e) {
        throw bad("field '%s': %s".formatted(field, e.getMessage()));
      }
    }
    return values;
  }

  private static Layer layer(String text) {
    for (Layer layer : Layer.values()) {
      if (layer.toString().equals(text)) {
        return layer;
      }
    }
    throw new IllegalArgumentException("layer (%s) must be 'space' or 'table'".formatted(text));
  }

  private static OperationKind operation(String text) {
    return named(text, Claims.ALL_OPERATIONS);
  }

  private static Detail answer(String text) {
    return named(text, Claims.ALL_ANSWERS);
  }

  private static <T> T named(String text, List<T> all) {
    for (T each : all) {
      if (each.toString().equals(text)) {
        return each;
      }
    }
    throw new IllegalArgumentException(
        "'%s' must be one of %s"
            .formatted(text, all.stream().map(Object::toString).collect(Collectors.joining(", "))));
  }

  /// Bytes, as in `4KiB`, `2MiB` or `1GiB`.
  private long pageSize(String text) {
    String digits = text.replaceAll("[^0-9].*", "");
    int shift =
        switch (text.substring(digits.length()).toLowerCase(Locale.ROOT)) {
          case "kib" -> 10;
          case "mib" -> 20;
          case "gib" -> 30;
          case "tib" -> 40;
          default -> -1;
        };
    if (shift < 0 || digits.isEmpty() || digits.length() > 4) {
      throw new IllegalArgumentException(
          "'%s' must be as in 4KiB, 2MiB, 1GiB or 4TiB".formatted(text));
    }
    long size = Long.parseLong(digits) << shift;
    Function<Regime, Stream<Long>> sizes =
        regime -> regime.capabilities().pageShifts().stream().map(each -> 1L << each);
    return known(text, size, sizes, PageSizes::text);
  }

  private MemoryType memoryType(String text) {
    Function<Regime, Stream<MemoryType>> types = attributes(Attributes::memoryType);
    return known(text, MemoryType.parse(text), types, MemoryType::toString);
  }

  private int permissions(String text) {
    Function<Regime, Stream<Permissions>> permissions = attributes(Attributes::permissions);
    return known(text, Permissions.parse(text), permissions, Permissions::toString).bits();
  }

  private static <T> Function<Regime, Stream<T>> attributes(Function<Attributes, T> part) {
    return regime -> regime.capabilities().alternatives().stream().map(part);
  }

  /// The value, where one of the profile's regimes has it.
  private <T> T known(
      String text, T value, Function<Regime, Stream<T>> values, Function<T, String> name) {
    List<T> all = regimes.stream().flatMap(values).distinct().toList();
    if (all.contains(value)) {
      return value;
    }
    throw new IllegalArgumentException(
        "'%s' can't be represented by any of %s; they have %s"
            .formatted(
                text,
                regimes.stream().map(Regime::id).collect(Collectors.joining(", ")),
                all.stream().map(name).collect(Collectors.joining(", "))));
  }

  private InputFormatException bad(String rule) {
    return new InputFormatException(source, 0, rule, "see vectors/schema/profile.schema.json");
  }
}

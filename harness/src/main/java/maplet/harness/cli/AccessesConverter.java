package maplet.harness.cli;

import java.util.ArrayList;
import java.util.List;
import maplet.model.Access;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads accesses as their letters, as in `rw`, in any order.
final class AccessesConverter implements ITypeConverter<AccessesConverter.Accesses> {
  private static final String LETTERS = "rwxu";

  /// @param list each access once, in the order of the letters
  record Accesses(List<Access> list) {}

  @Override
  public Accesses convert(String text) {
    List<Access> accesses = new ArrayList<>();
    for (int i = 0; i < text.length(); i++) {
      int ordinal = LETTERS.indexOf(text.charAt(i));
      if (ordinal < 0 || accesses.contains(Access.of(ordinal))) {
        throw bad(text);
      }
      accesses.add(Access.of(ordinal));
    }
    if (accesses.isEmpty()) {
      throw bad(text);
    }
    return new Accesses(List.copyOf(accesses));
  }

  private static TypeConversionException bad(String text) {
    return new TypeConversionException(
        ("'%s' must be some of the letters r (read), w (write), x (fetch) and u (user-mode fetch),"
                + " each once; fix: as in rw")
            .formatted(text));
  }
}

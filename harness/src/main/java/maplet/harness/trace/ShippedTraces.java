package maplet.harness.trace;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// The traces that come with Maplet: real guests, recorded. They lie in `vectors/traces/`.
public final class ShippedTraces {
  private static final String FOLDER = "/maplet/vectors/traces/";

  private static final List<String> NAMES =
      List.of(
          "qemu-q35-seabios.jsonl", "qemu-virt-aarch64-uboot.jsonl", "qemu-virt-riscv-uboot.jsonl");

  private ShippedTraces() {}

  /// The traces' file names, ascending.
  public static List<String> names() {
    return NAMES;
  }

  /// Reads one of them.
  ///
  /// @param name one of [#names]
  /// @throws IllegalStateException when the trace isn't on the class path
  public static Trace read(String name) {
    Optional<InputStream> resource =
        Optional.ofNullable(ShippedTraces.class.getResourceAsStream(FOLDER + name));
    try (InputStream bytes =
            resource.orElseThrow(
                () -> new IllegalStateException("trace '" + name + "' isn't on the class path"));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder()))) {
      return TraceReader.read(name, lines);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("trace '" + name + "' can't be read", unreadable);
    }
  }
}

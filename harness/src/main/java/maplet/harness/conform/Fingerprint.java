package maplet.harness.conform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.CRC32C;

/// What tells one campaign from another: the subject's files, its profile, the seed, the workloads,
/// and the variables of the environment that are Maplet's.
final class Fingerprint {
  private Fingerprint() {}

  static long of(ConformPlan plan) throws IOException {
    CRC32C subject = new CRC32C();
    subject.update(plan.subject().text().getBytes(StandardCharsets.UTF_8));
    for (Path file : plan.subject().files()) {
      subject.update(Files.readAllBytes(file));
    }
    CRC32C rest = new CRC32C();
    StringBuilder text = new StringBuilder(plan.claims().toString());
    text.append(plan.seed()).append(plan.workloads()).append(new TreeSet<>(plan.oracles()));
    new TreeMap<>(System.getenv())
        .forEach((name, value) -> {
          if (name.startsWith("MAPLET_")) {
            text.append(name).append('=').append(value).append('\n');
          }
        });
    rest.update(text.toString().getBytes(StandardCharsets.UTF_8));
    return subject.getValue() << 32 | rest.getValue();
  }
}

package maplet.harness.attest;

import java.io.IOException;
import java.util.List;
import java.util.function.LongConsumer;

/// The attestation of one architecture by one emulator.
public interface Attestation {
  /// The architecture's name on the command line: `ept`, `aarch64` or `riscv`.
  String architecture();

  /// The emulator's name, as in `qemu`.
  String emulator();

  /// What this computer lacks to run it, and how to install that, a line each; empty where nothing
  /// is missing.
  List<String> lacks();

  /// Runs random probes.
  ///
  /// @param probes how many, at least 1; the last batch may have some more
  /// @param seed the same one gives the same probes
  /// @param progress is told how many have been compared, now and then
  /// @throws IOException when the emulator or the compiler of its guest fails
  AttestationResult run(long probes, long seed, LongConsumer progress) throws IOException;
}

package maplet.harness.attest;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import maplet.model.Access;

/// A running emulator that answers probes.
public interface Machine extends AutoCloseable {
  /// The emulator's name in tables and in the data file of deviations, as in `qemu`.
  String name();

  /// Its version in numbers, as in `7.2.22`.
  String version();

  /// Why it can't answer probes of a regime with an access; empty where it can.
  ///
  /// @param regime the regime's name, of any architecture
  Optional<String> whyNot(String regime, Access access);

  /// Its memory.
  ///
  /// @param regime one that it can answer: another regime may have another processor
  MachineMemory memory(String regime);

  /// Answers probes, each as if it were the only one.
  ///
  /// @param probes that [#whyNot] has nothing against and whose walks keep out of
  ///   [MachineMemory.Use#FORBIDDEN] memory
  /// @return as many answers, in the same order
  /// @throws IOException when the emulator ends, hangs or answers nonsense
  List<Answer> answer(List<Probe> probes) throws IOException;

  @Override
  void close() throws IOException;
}

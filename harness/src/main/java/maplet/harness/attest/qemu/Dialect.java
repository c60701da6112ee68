package maplet.harness.attest.qemu;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import maplet.harness.attest.Answer;
import maplet.harness.attest.MachineMemory;
import maplet.harness.attest.Probe;
import maplet.harness.attest.TableImage;
import maplet.model.Access;
import maplet.model.arch.WalkResult.Update;

/// What one architecture's guest program is asked and answers.
sealed interface Dialect permits AArch64Dialect, RiscvDialect {
  /// The architecture's name, which is that of the guest's folder too.
  String architecture();

  /// The emulator's program.
  String program();

  /// The cross compiler that builds the guest.
  String compiler();

  /// The Debian packages that have both.
  String packages();

  /// The emulator's options for machine and processor.
  List<String> machine(String regime);

  /// Why it can't answer probes; empty where it can.
  Optional<String> whyNot(String regime, Access access);

  /// The memory of the regime's processor.
  MachineMemory memory(String regime);

  /// Adds the four registers of an image.
  void putRegisters(ByteBuffer request, TableImage image);

  /// The code of a probe's access.
  long access(Probe probe);

  /// What four words of the guest mean.
  Answer answer(Probe probe, long[] words, List<Update> updates);
}

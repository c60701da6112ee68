package maplet.harness.vectors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import maplet.harness.attest.DeviationReader;
import maplet.harness.attest.Machine;
import maplet.harness.attest.bochs.BochsEmulator;
import maplet.harness.attest.bochs.BochsMachine;
import maplet.harness.attest.qemu.QemuMachine;
import maplet.model.arch.Regime;

/// The emulators of all architectures, each started when its first vectors come.
final class Emulators implements Attestor, AutoCloseable {
  private final Map<String, Machine> machines = new HashMap<>();
  private final Map<String, WalkAttestation> attestations = new HashMap<>();
  private final Function<String, Regime> regimes;

  /// @param regimes the description, by the words of a regime's name
  Emulators(Function<String, Regime> regimes) {
    this.regimes = regimes;
  }

  /// What this computer lacks to run them, and how to install that, a line each.
  static List<String> lacks() {
    return Stream.of(BochsMachine.lacks(), QemuMachine.lacks("aarch64"), QemuMachine.lacks("riscv"))
        .flatMap(List::stream)
        .distinct()
        .toList();
  }

  @Override
  public void attest(Regime regime, long root, List<ObjectNode> vectors) throws IOException {
    attestation(regime.architecture()).attest(regime, root, vectors);
  }

  private WalkAttestation attestation(String architecture) throws IOException {
    WalkAttestation known = attestations.get(architecture);
    if (known == null) {
      Machine machine =
          architecture.equals("ept") ? BochsEmulator.find() : QemuMachine.start(architecture);
      machines.put(architecture, machine);
      known = new WalkAttestation(architecture, machine, DeviationReader.shipped(), regimes);
      attestations.put(architecture, known);
    }
    return known;
  }

  /// Where an emulator contradicts a vector, in lines.
  List<List<String>> differences() {
    List<List<String>> all = new ArrayList<>();
    attestations.values().forEach(each -> all.addAll(each.differences()));
    return all;
  }

  @Override
  public void close() throws IOException {
    for (Machine machine : machines.values()) {
      machine.close();
    }
  }
}

package maplet.harness.attest.qemu;

import java.io.IOException;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import maplet.harness.attest.Attestation;
import maplet.harness.attest.AttestationResult;
import maplet.harness.attest.DeviationReader;
import maplet.harness.attest.ProbeRun;
import maplet.model.arch.Regime;
import maplet.model.arch.Regimes;

/// The attestation of AArch64's stage 2 or RISC-V's G-stage by QEMU.
///
/// @param architecture `aarch64` or `riscv`
public record QemuAttestation(String architecture) implements Attestation {
  /// Besides the standard regimes: some like those that QEMU 7.2 refuses, but with IPA sizes that
  /// it takes.
  private static final List<String> MORE =
      List.of(
          "aarch64-64k-ipa48-l1-pa48-lpa-hd",
          "aarch64-16k-ipa44-l1-pa44-lpa2-fwb",
          "aarch64-4k-ipa40-l1-pa40-lpa2",
          "aarch64-4k-ipa44-l0-pa44-fwb");

  @Override
  public String emulator() {
    return "qemu";
  }

  @Override
  public List<String> lacks() {
    return QemuMachine.lacks(architecture);
  }

  /// The regimes that are probed.
  public List<Regime> regimes() {
    return Stream.concat(
            Regimes.of(architecture).stream(),
            MORE.stream().filter(name -> name.startsWith(architecture + "-")).map(Regimes::find))
        .toList();
  }

  @Override
  public AttestationResult run(long probes, long seed, LongConsumer progress) throws IOException {
    try (QemuMachine machine = QemuMachine.start(architecture)) {
      return new ProbeRun(regimes(), machine, Regimes::ofWords, DeviationReader.shipped(), seed)
          .run(probes, false, progress);
    }
  }
}

package maplet.harness.vectors;

import maplet.harness.attest.MachineMemory;
import maplet.harness.attest.bochs.BochsEmulator;
import maplet.harness.attest.qemu.QemuMachine;
import maplet.model.arch.Regime;

/// Where the tables of a regime's walk vectors lie, and where the walks lead: to where the emulator
/// of its architecture has memory. Neither depends on whether that emulator is installed.
///
/// @param memory of the emulator
/// @param root of all walks
record WalkPlace(MachineMemory memory, long root) {
  private static final int ROOTS = 4;
  private static final long APART = 1 << 20;

  static WalkPlace of(Regime regime) {
    MachineMemory memory =
        regime.architecture().equals("ept")
            ? BochsEmulator.memoryOfAll()
            : QemuMachine.memoryOf(regime.id());
    // Some roots are others': its address is an operand too.
    long root = memory.tables() + Math.floorMod(regime.id().hashCode(), ROOTS) * APART;
    return new WalkPlace(memory, root);
  }
}

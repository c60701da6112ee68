package maplet.harness.check;

import maplet.harness.subject.SimulatedHost;
import maplet.impl.memory.PhysicalMemory;
import maplet.model.Environment;

/// The environment that the model can't choose, as the last step shows it: which frame backs a
/// page, and whether the allocator refused one.
///
/// A frame that the subject has just installed must be zero; afterwards it is soiled, so that a
/// frame that comes back without being zeroed is noticed.
final class ObservedFrames implements Environment {
  private final SimulatedHost host;
  private final ShadowMemory shadow;
  private final DirtyMemory dirt;
  private final FrameLedger ledger;
  private final RangeComparison tables;
  private final ExpectedLeaves leaves;
  private final Findings findings;

  private boolean refused;
  private long step;

  ObservedFrames(
      SimulatedHost host,
      ShadowMemory shadow,
      DirtyMemory dirt,
      FrameLedger ledger,
      RangeComparison tables,
      ExpectedLeaves leaves,
      Findings findings) {
    this.host = host;
    this.shadow = shadow;
    this.dirt = dirt;
    this.ledger = ledger;
    this.tables = tables;
    this.leaves = leaves;
    this.findings = findings;
  }

  /// Takes over what the replay of a step saw.
  ///
  /// @param askedAgain whether one request was refused, and the subject may have had a later one
  void observe(EventReplay replay, boolean askedAgain, long currentStep) {
    step = currentStep;
    refused = replay.refused() && !(askedAgain && replay.servedLater());
  }

  /// The refusal was answered for: what was done before it is to be judged as if it was all.
  void forgiveRefusal() {
    refused = false;
  }

  @Override
  public boolean refused() {
    return refused;
  }

  @Override
  public long hostMemory(long hpa) {
    PhysicalMemory memory = host.memory();
    return memory.contains(hpa) ? memory.base() + memory.size() - hpa : 0;
  }

  @Override
  public long frameFor(long gpa) {
    long word = tables.terminalWord(gpa);
    long address = leaves.address(word);
    if (word == 0
        || !shadow.contains(address)
        || ledger.kind(shadow.frame(address)) != FrameLedger.PAGE
        || ledger.firstGpa(shadow.frame(address)) != gpa) {
      findings.add(
          Oracle.TRANSLATION,
          gpa,
          "a frame from the allocator behind the page",
          word == 0 ? "none: the entry is zero" : "none: the entry is " + Text.hex(word));
      return NO_FRAME;
    }
    int frame = shadow.frame(address);
    if (ledger.mappedStep(frame) != step) {
      findings.add(
          Symptom.NOT_FRESH, gpa, "a fresh frame", "frame " + Text.hex(address) + " from before");
    }
    if (!host.memory().isZero(address)) {
      findings.add(
          Symptom.NOT_FRESH,
          gpa,
          "a zeroed frame",
          "frame " + Text.hex(address) + " holds what its last owner wrote");
    }
    soil(address);
    return address;
  }

  private void soil(long address) {
    long size = host.memory().frameSize();
    long middle = (step * 0x9e3779b97f4a7c15L & size - 1) & -Long.BYTES;
    dirt.soil(address);
    dirt.soil(address + middle);
    dirt.soil(address + size - Long.BYTES);
  }
}

package maplet.harness.attest.bochs;

import java.util.ArrayList;
import java.util.List;
import maplet.model.Access;
import maplet.model.arch.Syndrome;
import maplet.model.arch.WalkResult;
import maplet.model.arch.WordMemory;
import maplet.model.arch.ept.Ept;
import maplet.model.arch.ept.EptCapabilities;
import maplet.model.arch.ept.EptFault;
import maplet.model.arch.ept.Eptp;

/// The architecture's description as an oracle: VM entry's checks of the EPTP, the reference walk,
/// and the report of its fault.
public final class DescribedEpt implements EptDescription {
  /// VM-instruction error "VM entry with invalid control field(s)" (SDM volume 3C, 31.4).
  private static final int INVALID_CONTROL_FIELD = 7;

  private final EptCapabilities capabilities;
  private final List<Ept> regimes;

  /// The description of a processor of Bochs.
  public DescribedEpt(BochsProcessor processor) {
    this(processor.capabilities(), processor.regimes());
  }

  /// @param regimes for EPTPs without accessed and dirty flags and, if the processor has them, with
  DescribedEpt(EptCapabilities capabilities, List<Ept> regimes) {
    this.capabilities = capabilities;
    this.regimes = List.copyOf(regimes);
  }

  @Override
  public EptAnswer answer(EptProbe probe) {
    return answer(probe, probe::read);
  }

  /// @param memory what the walk reads instead of the probe's memory
  EptAnswer answer(EptProbe probe, WordMemory memory) {
    Eptp eptp = Eptp.decode(probe.eptp());
    if (!eptp.problems(capabilities, EptProbe.GPA_BITS).isEmpty()) {
      return new EptAnswer(
          EptAnswer.NO_ENTRY, INVALID_CONTROL_FIELD, 0, EptAnswer.UNKNOWN, words(probe, List.of()));
    }
    Ept regime = regimes.get(eptp.accessedDirty() ? 1 : 0);
    WalkResult result = regime.walk(memory, eptp.address(), probe.gpa(), access(probe, eptp));
    return switch (result) {
      case WalkResult.Reached reached -> reached(probe, reached);
      case WalkResult.Faulted fault -> {
        Syndrome syndrome = syndrome(probe, eptp, regime, fault);
        yield new EptAnswer(
            syndrome.cause(),
            syndrome.detail(),
            probe.gpa(),
            EptAnswer.UNKNOWN,
            words(probe, List.of()));
      }
    };
  }

  private static EptAnswer reached(EptProbe probe, WalkResult.Reached reached) {
    boolean told = probe.access() != EptAccess.GUEST_PAGE_WALK && EptMemory.tells(reached.hpa());
    long hpa = told ? reached.hpa() : EptAnswer.UNKNOWN;
    return new EptAnswer(EptAnswer.REACHED, 0, 0, hpa, words(probe, reached.updates()));
  }

  private static Access access(EptProbe probe, Eptp eptp) {
    return switch (probe.access()) {
      case READ -> Access.READ;
      case WRITE -> Access.WRITE;
      case FETCH -> Access.EXECUTE;
      case GUEST_PAGE_WALK -> EptFault.guestPageWalkAccess(eptp);
    };
  }

  private static Syndrome syndrome(
      EptProbe probe, Eptp eptp, Ept regime, WalkResult.Faulted fault) {
    return probe.access() == EptAccess.GUEST_PAGE_WALK
        ? EptFault.syndromeOfGuestPageWalk(fault, eptp.accessedDirty(), false)
        : regime.syndrome(fault, access(probe, eptp), probe.gpa());
  }

  /// The probe's words with the walk's updates.
  private static List<Long> words(EptProbe probe, List<WalkResult.Update> updates) {
    List<Long> words = new ArrayList<>();
    for (int i = 0; i < probe.size(); i++) {
      long word = probe.word(i);
      for (WalkResult.Update update : updates) {
        if (update.address() == probe.address(i)) {
          word |= update.word();
        }
      }
      words.add(word);
    }
    return words;
  }
}

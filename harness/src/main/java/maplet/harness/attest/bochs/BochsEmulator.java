package maplet.harness.attest.bochs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import maplet.harness.attest.Answer;
import maplet.harness.attest.Machine;
import maplet.harness.attest.MachineMemory;
import maplet.harness.attest.Probe;
import maplet.harness.attest.TableImage;
import maplet.model.Access;
import maplet.model.FaultKind;
import maplet.model.arch.Syndrome;
import maplet.model.arch.WalkResult.Update;
import maplet.model.arch.ept.EptFault;
import maplet.model.arch.ept.Eptp;

/// Bochs as a [Machine]: for images that others make, as golden vectors. [BochsAttestation] has
/// probes of its own, which reach further.
public final class BochsEmulator implements Machine {
  private static final int WRITE_BACK = 6;
  private static final int LEVELS = 4;
  private static final long BASIC_REASON = 0xffff;

  private final String version;
  private final Map<BochsProcessor, BochsMachine> machines = new EnumMap<>(BochsProcessor.class);

  private BochsEmulator(String version) {
    this.version = version;
  }

  /// Starts nothing yet; the guest is compiled when probes come.
  ///
  /// @throws IOException when Bochs is missing; see [BochsMachine#lacks]
  public static BochsEmulator find() throws IOException {
    return new BochsEmulator(BochsMachine.version());
  }

  @Override
  public String name() {
    return BochsMachine.NAME;
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public Optional<String> whyNot(String regime, Access access) {
    if (access == Access.USER_EXECUTE) {
      return Optional.of("Bochs 2.7 has no mode-based execute control");
    }
    return processor(regime).isEmpty()
        ? Optional.of("Bochs has no processor for it: only " + regimes())
        : Optional.empty();
  }

  private static List<String> regimes() {
    return Arrays.stream(BochsProcessor.values())
        .flatMap(each -> each.regimes().stream())
        .map(each -> each.id())
        .toList();
  }

  private static Optional<BochsProcessor> processor(String regime) {
    return Arrays.stream(BochsProcessor.values())
        .filter(each -> each.regimes().stream().anyMatch(its -> its.id().equals(regime)))
        .findFirst();
  }

  @Override
  public MachineMemory memory(String regime) {
    return memoryOfAll();
  }

  /// The memory of every processor, whether Bochs is installed or not.
  public static MachineMemory memoryOfAll() {
    return new EmulatedMemory();
  }

  @Override
  public List<Answer> answer(List<Probe> probes) throws IOException {
    Answer[] answers = new Answer[probes.size()];
    for (BochsProcessor processor : BochsProcessor.values()) {
      List<Integer> its = new ArrayList<>();
      for (int i = 0; i < answers.length; i++) {
        if (processor(probes.get(i).image().regime()).filter(processor::equals).isPresent()) {
          its.add(i);
        }
      }
      for (int from = 0; from < its.size(); from += BochsMachine.MOST_PROBES) {
        int to = Math.min(its.size(), from + BochsMachine.MOST_PROBES);
        answer(processor, probes, its.subList(from, to), answers);
      }
    }
    return List.of(answers);
  }

  private void answer(
      BochsProcessor processor, List<Probe> probes, List<Integer> numbers, Answer[] answers)
      throws IOException {
    BochsMachine machine = machines.get(processor);
    if (machine == null) {
      machine = BochsMachine.build(processor);
      machines.put(processor, machine);
    }
    List<EptProbe> batch = numbers.stream().map(number -> eptProbe(probes.get(number))).toList();
    List<EptAnswer> found = machine.answer(batch);
    for (int i = 0; i < batch.size(); i++) {
      answers[numbers.get(i)] = answer(batch.get(i), found.get(i));
    }
  }

  private static EptProbe eptProbe(Probe probe) {
    TableImage image = probe.image();
    boolean flags = Arrays.asList(image.regime().split("-", -1)).contains("ad");
    Eptp eptp = Eptp.of(WRITE_BACK, LEVELS, flags, false, image.root());
    Map<Long, Long> words = new TreeMap<>();
    for (int i = 0; i < image.size(); i++) {
      if (image.address(i) != ownEntry(image.root(), probe.gpa())) {
        words.put(image.address(i), image.word(i));
      }
    }
    return new EptProbe(eptp.encode(), probe.gpa(), access(probe.access()), words);
  }

  /// The root's entry that the guest program takes for itself: the other half's. The probe's own
  /// walk doesn't use it.
  private static long ownEntry(long root, long gpa) {
    return root + Long.BYTES * (~gpa >>> EptProbe.GPA_BITS - 1 & 1);
  }

  private static EptAccess access(Access access) {
    return switch (access) {
      case READ -> EptAccess.READ;
      case WRITE -> EptAccess.WRITE;
      case EXECUTE -> EptAccess.FETCH;
      case USER_EXECUTE -> throw new IllegalArgumentException("Bochs has no user-mode fetches");
    };
  }

  /// In the form that is the same for all machines.
  static Answer answer(EptProbe probe, EptAnswer answer) {
    List<Update> updates = new ArrayList<>();
    for (int i = 0; i < probe.size(); i++) {
      if (probe.word(i) != answer.words().get(i)) {
        updates.add(new Update(probe.address(i), answer.words().get(i)));
      }
    }
    updates.sort(Comparator.comparingLong(Update::address));
    if (answer.reason() == EptAnswer.REACHED) {
      long known = answer.hpa() == EptAnswer.UNKNOWN ? 0 : -1;
      return new Answer.Reached(answer.hpa(), known, Optional.empty(), updates);
    }
    boolean violation = answer.reason() == EptFault.VIOLATION;
    if (!violation && answer.reason() != EptFault.MISCONFIGURATION) {
      return new Answer.Unexpected(answer.toString(), updates);
    }
    Optional<FaultKind> kind =
        violation ? Optional.empty() : Optional.of(FaultKind.MISCONFIGURATION);
    Syndrome syndrome = new Syndrome(answer.reason(), answer.detail());
    return new Answer.Faulted(kind, OptionalInt.empty(), syndrome, BASIC_REASON, -1, updates);
  }

  @Override
  public void close() throws IOException {
    for (BochsMachine machine : machines.values()) {
      machine.close();
    }
    machines.clear();
  }
}

package maplet.harness.attest.bochs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import maplet.harness.attest.Attestation;
import maplet.harness.attest.AttestationResult;

/// Attests EPT by Bochs: three probes in four on the processor that has everything, the others on
/// the one that lacks 1 GiB pages and accessed and dirty flags.
public final class BochsAttestation implements Attestation {
  private static final int SHARES = 4;

  private static final List<String> NOT_RUN =
      List.of(
          "page-walk length 5: Bochs 2.7 has none",
          "mode-based execute control: Bochs 2.7 has none",
          "processors without execute-only translations or 2 MiB pages: Bochs has no such model",
          "EPT-violation #VE: the description's walk tells only whether it is convertible",
          "memory types: no walk shows them");

  @Override
  public String architecture() {
    return "ept";
  }

  @Override
  public String emulator() {
    return BochsMachine.NAME;
  }

  @Override
  public List<String> lacks() {
    return BochsMachine.lacks();
  }

  @Override
  public AttestationResult run(long probes, long seed, LongConsumer progress) throws IOException {
    String version = BochsMachine.version();
    List<BochsDeviation> deviations = BochsDeviation.of(version);
    long others = probes / SHARES;
    EptComparison first = run(BochsProcessor.ICE_LAKE, deviations, probes - others, seed, progress);
    LongConsumer rest = done -> progress.accept(first.probes() + done);
    EptComparison second = run(BochsProcessor.SANDY_BRIDGE, deviations, others, seed, rest);
    List<List<String>> shown = new ArrayList<>(first.shown());
    shown.addAll(second.shown());
    return new AttestationResult(
        architecture(),
        emulator() + " " + version,
        first.probes() + second.probes(),
        first.differences() + second.differences(),
        shown,
        sum(first.explained(), second.explained()),
        sum(first.outcomes(), second.outcomes()),
        NOT_RUN);
  }

  private static EptComparison run(
      BochsProcessor processor,
      List<BochsDeviation> deviations,
      long probes,
      long seed,
      LongConsumer progress)
      throws IOException {
    EptComparison comparison = new EptComparison(new DescribedEpt(processor), deviations);
    EptProbes source = new EptProbes(processor, seed);
    try (BochsMachine machine = BochsMachine.build(processor)) {
      for (long left = probes; left > 0; left = probes - comparison.probes()) {
        List<EptProbe> batch = source.next((int) Math.min(left, BochsMachine.MOST_PROBES));
        List<EptAnswer> answers = machine.answer(batch);
        for (int i = 0; i < batch.size(); i++) {
          comparison.compare(batch.get(i), answers.get(i));
        }
        progress.accept(comparison.probes());
      }
    }
    return comparison;
  }

  private static SortedMap<String, Long> sum(
      SortedMap<String, Long> some, SortedMap<String, Long> more) {
    SortedMap<String, Long> all = new TreeMap<>(some);
    more.forEach((name, count) -> all.merge(name, count, Long::sum));
    return all;
  }
}

package maplet.harness.attest.bochs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
    List<EptDeviation> deviations = EptDeviation.of(version);
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
      List<EptDeviation> deviations,
      long probes,
      long seed,
      LongConsumer progress)
      throws IOException {
    EptComparison comparison = new EptComparison(new DescribedEpt(processor), deviations);
    if (probes > 0) {
      compare(processor, comparison, probes, seed, progress);
    }
    return comparison;
  }

  /// Bochs answers a batch while the one before is compared; both take their time on a core.
  private static void compare(
      BochsProcessor processor,
      EptComparison comparison,
      long probes,
      long seed,
      LongConsumer progress)
      throws IOException {
    EptProbes source = new EptProbes(processor, seed);
    long batches = (probes + BochsMachine.MOST_PROBES - 1) / BochsMachine.MOST_PROBES;
    try (BochsMachine machine = BochsMachine.build(processor);
        ExecutorService ahead = Executors.newSingleThreadExecutor()) {
      long size = (probes + batches - 1) / batches;
      Future<Batch> next = ahead.submit(() -> Batch.run(machine, source.next((int) size)));
      for (long started = 1; comparison.probes() < probes; started++) {
        Batch batch = await(next);
        long left = probes - comparison.probes() - batch.probes().size();
        if (started < batches) {
          int count = (int) Math.min(left, size);
          next = ahead.submit(() -> Batch.run(machine, source.next(count)));
        }
        batch.compare(comparison);
        progress.accept(comparison.probes());
      }
    }
  }

  private static Batch await(Future<Batch> batch) throws IOException {
    try {
      return batch.get();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while Bochs ran", e);
    }
  }

  /// Probes and what Bochs answered.
  private record Batch(List<EptProbe> probes, List<EptAnswer> answers) {
    static Batch run(BochsMachine machine, List<EptProbe> probes) throws IOException {
      return new Batch(probes, machine.answer(probes));
    }

    void compare(EptComparison comparison) {
      for (int i = 0; i < probes.size(); i++) {
        comparison.compare(probes.get(i), answers.get(i));
      }
    }
  }

  private static SortedMap<String, Long> sum(
      SortedMap<String, Long> some, SortedMap<String, Long> more) {
    SortedMap<String, Long> all = new TreeMap<>(some);
    more.forEach((name, count) -> all.merge(name, count, Long::sum));
    return all;
  }
}

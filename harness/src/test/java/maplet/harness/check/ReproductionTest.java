package maplet.harness.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import maplet.harness.report.DivergenceReport;
import maplet.harness.report.ReportShape;
import maplet.harness.report.Reproduction;
import maplet.harness.sequence.Workload;
import maplet.harness.subject.SubjectProvider;
import maplet.model.Status;
import maplet.model.arch.Regimes;
import org.junit.jupiter.api.Test;

class ReproductionTest {
  private static final Set<Oracle> ORACLES = EnumSet.allOf(Oracle.class);

  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger unmapped = new AtomicInteger();

  /// Refuses one unmap in its life, as if somebody had disturbed it.
  private final SubjectProvider disturbedOnce =
      DelegatingSubject.provider(right -> {
        opened.incrementAndGet();
        return new DelegatingSubject(right.subject()) {
          @Override
          public Status unmap(long gpa, long size) {
            return unmapped.incrementAndGet() == 100 ? Status.NO_MEMORY : super.unmap(gpa, size);
          }
        };
      });

  @Test
  void whatDoesNotHappenAgainIsKeptWithoutASearch() {
    try (SequenceRunner runner =
        new SequenceRunner(Regimes.find("ept-4"), disturbedOnce, ORACLES)) {
      Divergence found = runner.run(1, Workload.PAGES, 20_000, new OutcomeBins()).getFirst();
      int before = opened.get();
      Reproduction reproduction = Reproduction.of(found, runner, 1000);

      assertSame(found, reproduction.minimised());
      assertTrue(reproduction.again().isEmpty());
      assertEquals(before + 1, opened.get());
      List<String> lines = DivergenceReport.lines(reproduction, "by a test", "");
      int steps = found.operations().size();
      assertTrue(
          lines.contains(
              "minimised: no, %,d operations didn't show it a second time".formatted(steps)),
          lines.toString());
      assertTrue(lines.contains("  steps 1 to %d: see the trace".formatted(steps - 40)));
      assertEquals(40, lines.stream().filter(line -> line.startsWith("  step ")).count());
    }
  }

  @Test
  void whatHappensAgainIsMinimised() {
    SubjectProvider forgetful =
        DelegatingSubject.provider(right ->
            new DelegatingSubject(right.subject()) {
              @Override
              public Status unmap(long gpa, long size) {
                return size == 0x7000 ? Status.DONE : super.unmap(gpa, size);
              }
            });
    try (SequenceRunner runner = new SequenceRunner(Regimes.find("ept-4"), forgetful, ORACLES)) {
      Divergence found = runner.run(1, Workload.PAGES, 20_000, new OutcomeBins()).getFirst();
      Reproduction reproduction = Reproduction.of(found, runner, 1000);

      assertTrue(reproduction.again().isPresent());
      assertEquals(2, reproduction.minimised().operations().size());
      assertTrue(
          DivergenceReport.lines(reproduction, "by a test", "").stream()
              .anyMatch(line -> line.startsWith("minimised: 2 operations (from ")));
    }
  }

  /// Whoever clears before it destroys, always, never sees this.
  @Test
  void whatIsDestroyedIsNotAlwaysEmpty() {
    AtomicInteger mapped = new AtomicInteger();
    SubjectProvider leaking =
        DelegatingSubject.provider(right -> {
          mapped.set(0);
          return new DelegatingSubject(right.subject()) {
            @Override
            public Status mapAllocated(long gpa, long size, int attributes, boolean now) {
              mapped.incrementAndGet();
              return super.mapAllocated(gpa, size, attributes, now);
            }

            @Override
            public Status clear() {
              mapped.set(0);
              return super.clear();
            }

            @Override
            public void destroy() {
              if (mapped.get() == 0) {
                super.destroy();
              }
            }
          };
        });
    try (SequenceRunner runner = new SequenceRunner(Regimes.find("ept-4"), leaking, ORACLES)) {
      Divergence found =
          IntStream.rangeClosed(1, 10)
              .mapToObj(seed -> runner.run(seed, Workload.PAGES, 100, new OutcomeBins()))
              .flatMap(List::stream)
              .findFirst()
              .orElseThrow();
      Reproduction reproduction = Reproduction.of(found, runner, 1000);

      assertEquals(Oracle.FRAME, found.first().oracle());
      assertTrue(found.first().isInDestroy());
      assertTrue(reproduction.minimised().operations().size() <= 2);
      List<String> lines = DivergenceReport.lines(reproduction, "by a test", "");
      assertTrue(lines.contains("operation: destroy"), lines.toString());
      assertTrue(found.first().hasAddress(), lines.toString());
      ReportShape.check(lines);

      // The table is gone, but the walk is of before; the short report has the entry only.
      assertTrue(lines.contains("deciding entry, before destroy:"), lines.toString());
      assertTrue(
          lines.stream().anyMatch(line -> line.matches("  level 4 .*: entry 0x[0-9a-f]+ at .*")),
          lines.toString());
      List<String> brief = DivergenceReport.brief(lines);
      assertTrue(lines.stream().anyMatch(line -> line.startsWith("walk of ")), lines.toString());
      assertTrue(brief.stream().noneMatch(line -> line.startsWith("walk of ")), brief.toString());
      assertTrue(brief.contains("deciding entry, before destroy:"), brief.toString());
      assertEquals(lines.getLast(), brief.getLast());
    }
  }
}

package maplet.impl.bench;

import java.util.concurrent.TimeUnit;
import maplet.impl.AddressSpace;
import maplet.impl.Formats;
import maplet.impl.memory.EventLog;
import maplet.impl.memory.FrameAllocator;
import maplet.impl.memory.PhysicalMemory;
import maplet.model.Access;
import maplet.model.Attributes;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What operations cost, beside a yardstick in the same run: a chase of dependent loads through
/// memory as large as the tables. Compare ratios within one run, never nanoseconds of two.
///
/// To run: `mvn -q -pl impl -am -Djacoco.skip=true test-compile`, then `org.openjdk.jmh.Main` with
/// impl's test class path, as `dependency:build-classpath` prints it.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TableBenchmark {
  private static final int PAGES = 4096;
  private static final long PAGE = 4096;
  private static final int RAM = Attributes.RAM.code();

  @Param({"ept-4", "aarch64-4k-ipa48-l0", "riscv-sv39x4"})
  public String regime = "ept-4";

  private EventLog events = new EventLog();
  private AddressSpace mapped = space();
  private AddressSpace empty = space();
  private final int[] order = new int[PAGES];
  private final int[] chase = new int[PAGES * 2];

  private AddressSpace space() {
    events = new EventLog();
    PhysicalMemory memory = new PhysicalMemory(1L << 40, 4L << 20, PAGE, events);
    AddressSpace space =
        new AddressSpace(Formats.find(regime), memory, new FrameAllocator(memory, events), events);
    space.create(0, 1L << 30);
    return space;
  }

  /// Maps the pages that translations reach, one by one so that no huge leaf takes them.
  @Setup
  public void prepare() {
    mapped = space();
    empty = space();
    for (int i = 0; i < PAGES; i++) {
      mapped.mapLinear(i * PAGE, (i + 1) * PAGE, PAGE, RAM);
      order[i] = (i * 1597) & (PAGES - 1);
    }
    for (int i = 0; i < chase.length; i++) {
      chase[i] = (i * 1597 + 1) & (chase.length - 1);
    }
    events.clear();
  }

  /// The yardstick: one dependent load.
  @Benchmark
  @OperationsPerInvocation(PAGES)
  public int dependentLoad() {
    int at = 0;
    for (int i = 0; i < PAGES; i++) {
      at = chase[at];
    }
    return at;
  }

  /// One translation of a random mapped page, by the walk that looks at every bit.
  @Benchmark
  @OperationsPerInvocation(PAGES)
  public long translateRandom() {
    long sum = 0;
    for (int i = 0; i < PAGES; i++) {
      mapped.translate(order[i] * PAGE, Access.READ);
      sum += mapped.translation().hpa();
    }
    return sum;
  }

  /// One page of an area that is mapped and unmapped as a whole, with 4 KiB leaves.
  @Benchmark
  @OperationsPerInvocation(PAGES)
  public void mapAndUnmapRegion() {
    events.clear();
    empty.mapLinear(0, PAGE, PAGES * PAGE, RAM);
    empty.unmap(0, PAGES * PAGE);
  }

  /// One page that is an area of its own, mapped and unmapped.
  @Benchmark
  @OperationsPerInvocation(PAGES)
  public void mapAndUnmapPages() {
    for (int i = 0; i < PAGES; i++) {
      events.clear();
      empty.mapLinear(i * PAGE, (i + 1) * PAGE, PAGE, RAM);
    }
    for (int i = 0; i < PAGES; i++) {
      events.clear();
      empty.unmap(i * PAGE, PAGE);
    }
  }
}

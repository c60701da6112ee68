package maplet.harness.prove;

import java.lang.reflect.Method;
import java.util.Random;
import java.util.stream.Stream;
import maplet.impl.memory.EventLog;
import maplet.impl.memory.FrameAllocator;
import maplet.impl.memory.PhysicalMemory;
import maplet.impl.table.PageTable;
import maplet.impl.table.TableFormat;
import maplet.model.arch.Regime;

/// A page table of the running JVM with a random history, for one operation at a time.
final class LivePageTable implements AutoCloseable {
  private static final int FRAMES = 128;
  private static final int SPARE_FRAMES = 16;
  private static final int PLACES = 3;

  private final Regime regime;
  private final Random random;
  private final int[] codes;
  private final EventLog log = new EventLog();
  private final PhysicalMemory memory;
  private final FrameAllocator allocator;
  private final TableFormat format;
  private PageTable table;

  /// An operation and its operands.
  ///
  /// @param kind what is done
  /// @param height of the page's entry
  /// @param code attributes
  record Call(TableTheorem kind, int height, long gpa, long hpa, int code) {}

  /// @param codes attributes that leaves may have
  LivePageTable(Program program, int[] codes, Random random) {
    this.regime = program.regime();
    this.codes = codes.clone();
    this.random = random;
    long granule = regime.capabilities().granule();
    memory = new PhysicalMemory(0, FRAMES * granule, granule, log);
    allocator = new FrameAllocator(memory, log);
    format = program.format();
    table = fresh();
  }

  private PageTable fresh() {
    PageTable fresh = new PageTable(format, memory, allocator, log);
    fresh.create();
    return fresh;
  }

  /// Begins a new history.
  void reset() {
    allocator.reset();
    table = fresh();
  }

  PageTable table() {
    return table;
  }

  PhysicalMemory memory() {
    return memory;
  }

  EventLog log() {
    return log;
  }

  /// All words as they are now.
  long[] words() {
    long[] words = new long[(int) (memory.size() / Long.BYTES)];
    for (int i = 0; i < words.length; i++) {
      words[i] = memory.read((long) i * Long.BYTES);
    }
    return words;
  }

  /// Draws operations and runs them, up to one of this kind and height, which is left to do.
  Call next(TableTheorem kind, int height) {
    TableTheorem[] kinds = TableTheorem.values();
    while (true) {
      boolean aimed = random.nextInt(3) == 0;
      TableTheorem drawn = aimed ? kind : kinds[random.nextInt(kinds.length)];
      if (allocator.liveFrames() > FRAMES - SPARE_FRAMES) {
        reset();
      }
      Call call = draw(drawn, aimed ? height : random.nextInt(heights()));
      if (isPossible(call)) {
        if (kind == drawn && height == call.height()) {
          prepare(call);
          return call;
        }
        prepare(call);
        run(call);
      }
    }
  }

  private int heights() {
    return regime.capabilities().pageShifts().size();
  }

  private Call draw(TableTheorem kind, int height) {
    long limit = regime.capabilities().inputLimit();
    long gpa = random.nextInt(16) == 0 ? random.nextLong(limit) : 0;
    for (int each = 0; each < regime.levels(); each++) {
      gpa += (long) random.nextInt(PLACES) << regime.indexShift(each);
    }
    long size = 1L << regime.indexShift(height);
    long hpa = random.nextLong(regime.capabilities().outputLimit());
    return new Call(
        kind, height, gpa & limit - size, hpa & -size, codes[random.nextInt(codes.length)]);
  }

  private boolean isPossible(Call call) {
    long located = table.locate(call.gpa());
    int height = table.height(located);
    boolean present = table.isPresent(table.word(located));
    return call.kind().concernsHeight(call.height())
        && switch (call.kind()) {
          case MAP, POPULATE -> !present && height >= call.height();
          case UNMAP -> present ? height == call.height() : height >= call.height();
          case PROTECT, REMAP, SPLIT -> present && height == call.height();
        };
  }

  /// What happens before the operation: the allocator may be about to refuse, and a cut has its
  /// table.
  private void prepare(Call call) {
    allocator.refuseFrom(0);
    log.clear();
    if (call.kind() == TableTheorem.SPLIT) {
      method("takeSpares", 1);
    } else {
      allocator.refuseFrom(random.nextInt(6));
    }
  }

  /// Runs an operation.
  ///
  /// @return what its first call did
  JvmRun run(Call call) {
    long size = 1L << regime.indexShift(call.height());
    long gpa = call.gpa();
    long located = table.locate(gpa);
    long entry = located & -Long.BYTES;
    JvmRun first =
        switch (call.kind()) {
          case MAP -> method("mapLinear", gpa, call.hpa(), size, call.code(), call.height());
          case POPULATE -> method("mapAllocated", gpa, size, call.code());
          case UNMAP -> method("unmap", gpa, gpa + size, false);
          case PROTECT -> method("change", entry, call.height(), gpa, gpa + size, call.code());
          case REMAP -> method("remap", located, gpa, call.hpa(), call.code());
          case SPLIT -> method("cut", entry, call.height(), gpa);
        };
    table.finish();
    allocator.refuseFrom(0);
    return first;
  }

  private JvmRun method(String name, Object... operands) {
    Method method =
        Stream.of(PageTable.class.getDeclaredMethods())
            .filter(each -> each.getName().equals(name))
            .findFirst()
            .orElseThrow();
    return JvmRun.of(method, table, operands);
  }

  @Override
  public void close() {
    memory.close();
  }
}

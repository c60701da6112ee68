package maplet.harness.prove;

import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import maplet.harness.explain.WalkExplainer;
import maplet.impl.Translation;
import maplet.impl.memory.EventLog;
import maplet.impl.memory.FrameAllocator;
import maplet.impl.memory.PhysicalMemory;
import maplet.impl.table.PageTable;
import maplet.model.Access;
import maplet.model.Status;
import maplet.model.arch.Regime;
import maplet.model.arch.WalkResult;

/// Runs a counterexample of the walk on the JVM: the description's walk and the implementation's,
/// over the memory of the counterexample.
///
/// What is run is the code that ships; a mutant that a theorem refutes isn't.
final class WalkReplay {
  private static final long MEMORY_BYTES = 64L << 20;
  private static final String TRANSLATE =
      "(Lmaplet/impl/table/PageTable;JLmaplet/model/Access;I)Lmaplet/model/Status;";

  private final Program program;
  private final Regime regime;
  private final Map<Long, Long> words;
  private final long root;

  /// @param words the memory, by address; all others are zero
  WalkReplay(Program program, Map<Long, Long> words, long root) {
    this.program = program;
    this.regime = program.regime();
    this.words = words;
    this.root = root;
  }

  /// Whether a counterexample can be replayed: all tables are in a memory that this JVM can have.
  static Term isPossible(Term root, List<Program.Read> described, List<Program.Read> own) {
    Term limit = Words.of(MEMORY_BYTES);
    return Stream.concat(described.stream(), own.stream())
        .map(read -> Logic.implies(read.guard(), Logic.below(read.address(), limit)))
        .reduce(Logic.below(root, Words.of(MEMORY_BYTES / 2)), Logic::and);
  }

  /// The walk as described, entry by entry; where the implementation ends; whether they differ.
  List<String> lines(long gpa, Access access) {
    WalkResult described =
        regime.walk(address -> words.getOrDefault(address, 0L), root, gpa, access);
    List<String> lines = new ArrayList<>(List.of("access: " + access, "described walk:"));
    WalkExplainer.explain(regime, described).forEach(line -> lines.add("  " + line));
    String expected = text(described);
    String actual = ofImplementation(gpa, access);
    lines.add("expected: " + expected);
    lines.add("on the JVM: " + actual);
    lines.add("replay: " + (expected.equals(actual) ? "not confirmed" : "confirmed"));
    return lines;
  }

  private static String text(WalkResult result) {
    return switch (result) {
      case WalkResult.Reached(var hpa, var attributes, var size, var _, var _) ->
          reached(hpa, attributes.code(), size);
      case WalkResult.Faulted fault ->
          "%s fault at height %d".formatted(fault.kind(), fault.height());
    };
  }

  private static String reached(long hpa, int attributes, long size) {
    return "reaches 0x%x, attribute code 0x%x, page size %s"
        .formatted(hpa, attributes, WalkExplainer.size(size));
  }

  private String ofImplementation(long gpa, Access access) {
    long granule = regime.capabilities().granule();
    EventLog events = new EventLog();
    try (PhysicalMemory memory = new PhysicalMemory(0, MEMORY_BYTES, granule, events)) {
      FrameAllocator allocator = new FrameAllocator(memory, events);
      // The frames before the root are taken, so that the root is where it is to be.
      if (root > 0 && root < MEMORY_BYTES) {
        allocator.allocate((int) (root / granule), granule);
      }
      PageTable table = new PageTable(program.format(), memory, allocator, events);
      if (!table.create() || table.root() != root) {
        return "nothing was run, the root is too far off";
      }
      words.forEach((address, word) -> {
        // A mutant may read where no entry begins; the code that ships never does.
        if (memory.contains(address) && address % Long.BYTES == 0) {
          memory.guestWrite(address, word);
        }
      });
      return translate(table, gpa, access);
    }
  }

  private String translate(PageTable table, long gpa, Access access) {
    Translation translation =
        (Translation) LiveObjects.create(Translation.class.getName(), program.format());
    int permission = regime.capabilities().permissionFor(access);
    try {
      Value status =
          LiveObjects.call(
              "maplet/impl/Translation",
              "translate",
              MethodTypeDesc.ofDescriptor(TRANSLATE),
              false,
              List.of(translation, table, gpa, access, permission));
      return status.equals(new Reference.Live(Status.TRANSLATED))
          ? reached(translation.hpa(), translation.attributes(), translation.pageSize())
          : "%s fault at height %d".formatted(translation.faultKind(), translation.faultHeight());
    } catch (InvocationTargetException e) {
      return "throws " + e.getCause();
    }
  }
}

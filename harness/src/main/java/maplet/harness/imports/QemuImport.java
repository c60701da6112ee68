package maplet.harness.imports;

import java.util.ArrayList;
import java.util.List;
import maplet.harness.imports.PageMap.PageArea;
import maplet.harness.trace.InputFormatException;
import maplet.harness.trace.Provenance;
import maplet.harness.trace.Trace;
import maplet.harness.trace.TraceHeader;
import maplet.harness.trace.TraceStep;
import maplet.model.Attributes;
import maplet.model.MemoryType;
import maplet.model.Operation;
import maplet.model.Permissions;

/// Makes a trace of a guest that QEMU ran.
///
/// The trace first maps the machine: RAM as an on-demand area (`rwx write-back`), ROM and flash as
/// a linear area (`r-x write-back`), devices as a linear area (`rw- device`). Then comes each first
/// touch: in RAM a fault and a translation, elsewhere a translation. The trace's address space
/// begins at 0 and is as large as the regime allows.
public final class QemuImport {
  /// What is added to the guest address of ROM and devices to get their host address: 2 TiB, which
  /// is beyond the simulated host's memory, so that no device lies over a frame.
  public static final long HPA_OFFSET = 1L << 41;

  /// No host address of an imported trace is this large or larger.
  public static final long HPA_LIMIT = 1L << 46;

  private static final Attributes ROM = new Attributes(Permissions.RX, MemoryType.WRITE_BACK);
  private static final Attributes DEVICE = new Attributes(Permissions.RW, MemoryType.DEVICE);

  private QemuImport() {}

  /// A text file's name and lines.
  ///
  /// @param source the file's name in messages
  /// @param lines without their line feeds
  public record Log(String source, List<String> lines) {
    public Log {
      lines = List.copyOf(lines);
    }
  }

  /// Makes the trace.
  ///
  /// @param regime id of the translation regime
  /// @param inputBits width of its guest physical addresses, 12 to 57
  /// @param title the trace's title
  /// @param provenance where the logs come from
  /// @param memoryTree the answer of `info mtree -f`
  /// @param touches what the recorder's plugin wrote
  /// @throws InputFormatException when a log is malformed, or the machine doesn't fit the regime
  public static Trace trace(
      String regime,
      int inputBits,
      String title,
      Provenance provenance,
      Log memoryTree,
      Log touches) {
    PageMap map = new PageMap(QemuMemoryTree.parse(memoryTree.source(), memoryTree.lines()));
    List<TraceStep> steps = new ArrayList<>();
    for (PageArea area : map.areas()) {
      checkFits(area, regime, inputBits, memoryTree.source());
      steps.add(TraceStep.of(mapping(area)));
    }
    for (Touch touch : QemuTouchLog.parse(touches.source(), touches.lines())) {
      if (map.at(touch.gpa()).filter(it -> it.kind() == MemoryKind.RAM).isPresent()) {
        steps.add(TraceStep.of(new Operation.HandleFault(touch.gpa(), touch.access())));
      }
      steps.add(TraceStep.of(new Operation.Translate(touch.gpa(), touch.access())));
    }
    return new Trace(TraceHeader.recorded(regime, 0, 1L << inputBits, title, provenance), steps);
  }

  private static Operation mapping(PageArea area) {
    long hpa = area.gpa() + HPA_OFFSET;
    return switch (area.kind()) {
      case RAM -> new Operation.MapAllocated(area.gpa(), area.size(), Attributes.RAM, false);
      case ROM -> new Operation.MapLinear(area.gpa(), hpa, area.size(), ROM);
      case DEVICE -> new Operation.MapLinear(area.gpa(), hpa, area.size(), DEVICE);
    };
  }

  private static void checkFits(PageArea area, String regime, int inputBits, String source) {
    long last = area.gpa() + area.size() - 1;
    if (last >>> inputBits != 0) {
      throw new InputFormatException(
          source,
          0,
          "expected a machine within the %d bits of %s, but it has something at 0x%x"
              .formatted(inputBits, regime, last),
          "choose a regime with wider guest physical addresses");
    }
    if (area.kind() != MemoryKind.RAM && last >= HPA_LIMIT - HPA_OFFSET) {
      throw new InputFormatException(
          source,
          0,
          "expected ROM and devices below 0x%x, but there is one at 0x%x"
              .formatted(HPA_LIMIT - HPA_OFFSET, last),
          "run the machine with a narrower physical address, as with '-cpu ...,phys-bits=40'");
    }
  }
}

package maplet.harness.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import maplet.harness.trace.InputFormatException;
import maplet.harness.trace.Provenance;
import maplet.harness.trace.ShippedTraces;
import maplet.harness.trace.Trace;
import maplet.harness.trace.TraceStep;
import maplet.model.Access;
import maplet.model.Attributes;
import maplet.model.MemoryType;
import maplet.model.Operation;
import maplet.model.Permissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QemuImportTest {
  private static final Provenance PROVENANCE = new Provenance("", List.of(), "");
  private static final Attributes DEVICE = new Attributes(Permissions.RW, MemoryType.DEVICE);
  private static final Attributes ROM = new Attributes(Permissions.RX, MemoryType.WRITE_BACK);

  @Test
  void importingTheRawLogsGivesTheShippedTrace() throws IOException {
    Trace shipped = ShippedTraces.read("qemu-q35-seabios.jsonl");

    Trace imported =
        QemuImport.trace(
            "ept-4",
            48,
            shipped.header().title(),
            shipped.header().provenance(),
            log("q35-seabios.mtree"),
            log("q35-seabios.touches"));

    assertEquals(shipped, imported);
  }

  @ParameterizedTest
  @CsvSource({
    "qemu-q35-seabios.jsonl, ept-4, 1096",
    "qemu-virt-aarch64-uboot.jsonl, aarch64-4k-ipa40-l1, 6451",
    "qemu-virt-riscv-uboot.jsonl, riscv-sv39x4-svpbmt, 3235"
  })
  void shippedTracesHoldOneTranslationATouch(String name, String regime, long touches) {
    Trace trace = ShippedTraces.read(name);

    assertEquals(regime, trace.header().regime());
    assertEquals(
        touches,
        trace.steps().stream()
            .filter(step -> step.operation() instanceof Operation.Translate)
            .count());
  }

  @Test
  void mapsEachKindOfMemoryAndTouchesIt() {
    List<Operation> operations =
        operations(
            List.of(
                "0000000000000000-0000000000001fff (prio 0, romd): flash",
                "0000000009000000-0000000009000007 (prio 0, i/o): uart",
                "0000000009001000-0000000009001fff (prio 0, nv-ramd): device memory",
                "0000000040000000-000000007fffffff (prio 0, ram): ram"),
            "exec 0x4",
            "write 0x9000004",
            "read 0x40000123",
            "read 0x30000000");

    assertEquals(
        List.of(
            new Operation.MapLinear(0, 0x200_0000_0000L, 0x2000, ROM),
            new Operation.MapLinear(0x900_0000, 0x200_0900_0000L, 0x1000, DEVICE),
            new Operation.MapLinear(0x900_1000, 0x200_0900_1000L, 0x1000, DEVICE),
            new Operation.MapAllocated(0x4000_0000, 0x4000_0000, Attributes.RAM, false),
            new Operation.Translate(4, Access.EXECUTE),
            new Operation.Translate(0x900_0004, Access.WRITE),
            new Operation.HandleFault(0x4000_0123, Access.READ),
            new Operation.Translate(0x4000_0123, Access.READ),
            new Operation.Translate(0x3000_0000, Access.READ)),
        operations);
  }

  @Test
  void aMachineThatDoesNotFitTheRegimeIsRefused() {
    List<String> map = tree("0000008000000000-000000ffffffffff (prio 0, i/o): window");

    InputFormatException refused = refused(39, map, List.of("read 0x0"));

    assertTrue(refused.getMessage().contains("within the 39 bits"), refused.getMessage());
    assertEquals("map", refused.source());
  }

  @Test
  void aDeviceBeyondTheHostAddressesIsRefused() {
    List<String> map = tree("0000400000000000-0000400000000fff (prio 0, i/o): far");

    InputFormatException refused = refused(48, map, List.of("read 0x0"));

    assertTrue(refused.getMessage().contains("0x400000000fff"), refused.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "read 40000000 | found 'read 40000000'",
        "fetch 0x40000000 | found 'fetch 0x40000000'",
        "read 0x10000000000000000 | found 'read"
      })
  void aBadTouchIsNamedByFileAndLine(String line, String complaint) {
    InputFormatException refused =
        refused(
            48,
            tree("0000000000000000-0000000000000fff (prio 0, ram): r"),
            List.of("read 0x0", line));

    assertTrue(refused.getMessage().startsWith("touches:2: expected"), refused.getMessage());
    assertTrue(refused.getMessage().contains(complaint), refused.getMessage());
  }

  @Test
  void anEmptyTouchLogIsRefused() {
    InputFormatException refused =
        refused(48, tree("0000000000000000-0000000000000fff (prio 0, ram): r"), List.of());

    assertTrue(refused.getMessage().contains("the log is empty"), refused.getMessage());
  }

  private static List<Operation> operations(List<String> regions, String... touches) {
    return QemuImport.trace(
            "ept-4",
            48,
            "",
            PROVENANCE,
            new QemuImport.Log("map", tree(regions.toArray(String[]::new))),
            new QemuImport.Log("touches", List.of(touches)))
        .steps()
        .stream()
        .map(TraceStep::operation)
        .toList();
  }

  private static InputFormatException refused(
      int inputBits, List<String> map, List<String> touches) {
    return assertThrows(
        InputFormatException.class,
        () ->
            QemuImport.trace(
                "r",
                inputBits,
                "",
                PROVENANCE,
                new QemuImport.Log("map", map),
                new QemuImport.Log("touches", touches)));
  }

  private static List<String> tree(String... regions) {
    return QemuMemoryTreeTest.tree(regions);
  }

  private static QemuImport.Log log(String name) throws IOException {
    try (InputStream bytes =
        Objects.requireNonNull(QemuImportTest.class.getResourceAsStream(name), name)) {
      String text = new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
      return new QemuImport.Log(name, text.lines().toList());
    }
  }
}

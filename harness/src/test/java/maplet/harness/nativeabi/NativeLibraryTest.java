package maplet.harness.nativeabi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import maplet.harness.subject.InProcessSubject;
import maplet.harness.subject.Notice;
import maplet.harness.subject.Report;
import maplet.harness.subject.SimulatedHost;
import maplet.harness.subject.Subject;
import maplet.model.Access;
import maplet.model.Status;
import maplet.model.arch.Regimes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibraryTest {
  @TempDir Path folder = Path.of("");

  @Test
  void tellsNameAndReports() throws Exception {
    NativeLibrary library = NativeLibrary.load(Starters.c());
    assertEquals("c-starter 1", library.name());
    assertEquals(EnumSet.allOf(Report.class), library.reports());
    assertEquals(
        EnumSet.of(Report.INVALIDATIONS),
        NativeLibrary.load(Starters.c("-DTELLS_STORES=0")).reports());
  }

  @Test
  void refusesWhatIsNoSubject() throws Exception {
    assertRefused(folder.resolve("nothing.so"), "exists");
    Path text = Files.writeString(folder.resolve("text.so"), "text");
    assertRefused(text, "text.so");
    assertRefused(Starters.c("-Dmaplet_subject=another_name"), "exports no maplet_subject");
    Path source =
        Files.writeString(
            folder.resolve("old.c"),
            """
            #include "maplet.h"
            static const struct maplet_subject old = {7, sizeof old};
            const struct maplet_subject *maplet_subject(void) { return &old; }
            """);
    assertRefused(Starters.compile(source), "ABI version 7");
    Files.writeString(
        source,
        """
        #include "maplet.h"
        const struct maplet_subject *maplet_subject(void) { return 0; }
        """);
    assertRefused(Starters.compile(source), "gave no table");
  }

  private static void assertRefused(Path file, String why) {
    var error = assertThrows(IllegalArgumentException.class, () -> NativeLibrary.load(file));
    assertTrue(error.getMessage().contains(why), error.getMessage());
  }

  @Test
  void whatTheAbiHasNotIsNotSupported() throws Exception {
    NativeProvider provider = new NativeProvider(NativeLibrary.load(Starters.c()));
    try (SimulatedHost host = provider.host(Regimes.find("ept-4").capabilities())) {
      Subject subject = provider.open("ept-4", host);
      subject.queries().findArea(0);
      assertEquals(Notice.NOT_SUPPORTED, subject.notice());
      assertEquals(Status.BAD_STATE, subject.remap(0, 0, 7));
      assertEquals(Status.BAD_STATE, subject.query(0));
      assertEquals(Status.BAD_STATE, subject.mapPage(0, 0, 4096, 7));
      assertEquals(Status.BAD_STATE, subject.unmapPage(0));
      assertEquals(Status.BAD_STATE, subject.walkTable((_, _, _, _) -> {}));
      assertEquals(Status.BAD_STATE, subject.queries().byteBuffer(0, 1, Access.READ));
      assertEquals(Status.BAD_STATE, subject.queries().translateRun(0, Access.READ));
      assertEquals(Status.BAD_STATE, subject.queries().readMemory(0, 1, new byte[1]));
      assertEquals(Status.BAD_STATE, subject.queries().writeMemory(0, 1, new byte[1]));
      assertEquals(Status.BAD_STATE, subject.queries().findFreeArea(0, 1, 1, 0, 1));
      Subject other = provider.open("riscv-sv39x4", host);
      other.create(0, 4096);
      assertEquals(Notice.NOT_SUPPORTED, other.notice());
    }
  }

  @Test
  void aSubjectNeedsTheHostOfItsProvider() throws Exception {
    NativeProvider provider = new NativeProvider(NativeLibrary.load(Starters.c()));
    try (SimulatedHost host =
        new InProcessSubject.Provider().host(Regimes.find("ept-4").capabilities())) {
      assertThrows(IllegalArgumentException.class, () -> provider.open("ept-4", host));
    }
  }

  @Test
  void codesMeanWhatTheHeaderSays() {
    assertEquals(Status.SPURIOUS, Codes.status(1, Status.RESOLVED, Status.FAULT_REFUSED));
    assertEquals(Status.BAD_STATE, Codes.status(1, Status.DONE, Status.BAD_STATE));
    assertEquals(Status.INVALID_INPUT, Codes.status(-22, Status.DONE, Status.BAD_STATE));
    assertEquals(Status.NOT_MAPPED, Codes.status(-2, Status.DONE, Status.BAD_STATE));
    assertEquals(Status.MAPPED_TO_HUGE_PAGE, Codes.status(-16, Status.DONE, Status.BAD_STATE));
    assertEquals(Status.FAULT, Codes.status(-14, Status.TRANSLATED, Status.FAULT));
    assertEquals(Notice.UNDOCUMENTED, Codes.notice(-14, Status.BAD_STATE, 0));
    assertEquals(Notice.UNDOCUMENTED, Codes.notice(42, Status.BAD_STATE, 0));
    assertEquals(Notice.AGAIN, Codes.notice(-11, Status.BAD_STATE, 0));
    assertEquals(Notice.WIDENING_REFUSED, Codes.notice(-1, Status.BAD_STATE, 0));
    assertEquals(Notice.PANICKED, Codes.notice(-131, Status.BAD_STATE, 0));
    assertEquals(Notice.NOT_SUPPORTED, Codes.notice(-38, Status.BAD_STATE, 0));
    assertEquals(Notice.PARTLY_DONE, Codes.notice(-12, Status.NO_MEMORY, 4096));
    assertEquals(Notice.NONE, Codes.notice(-12, Status.NO_MEMORY, 0));
  }
}

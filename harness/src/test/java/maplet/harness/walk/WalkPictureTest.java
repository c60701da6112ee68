package maplet.harness.walk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import maplet.model.Access;
import maplet.model.arch.Entry;
import maplet.model.arch.Regime;
import maplet.model.arch.Regimes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class WalkPictureTest {
  @TempDir Path folder = Path.of("");

  private static Element parsed(String svg) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    factory.setNamespaceAware(true);
    return factory
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)))
        .getDocumentElement();
  }

  private static Path resource(String name) throws Exception {
    return Path.of(WalkPictureTest.class.getResource(name).toURI());
  }

  /// Written anew with the command in the README, when the picture is meant to change.
  @Test
  void thePictureOfTheReadmesWalkIsTheRecordedOne() throws Exception {
    try (Dumps dumps = Dumps.open(List.of(resource("ept-guest.mem").toString()))) {
      ExplainedWalk walk =
          ExplainedWalk.of(
              Regimes.find("ept-4"), dumps, 0x1000, 0x40201234, List.of(Access.READ, Access.WRITE));
      assertEquals(Files.readString(resource("ept-guest.svg")), WalkPicture.svg(walk));
    }
  }

  /// Walks of one entry, in the root: absent, reserved or a leaf.
  @Test
  void everyRegimesPicturesAreWellFormedAndWithoutScripts() throws Exception {
    int pictures = 0;
    for (Regime regime : Regimes.all()) {
      for (long word : new long[] {0, 1, 0x7fd, 0x8000_0000_0000_00bfL, 0xdf}) {
        int top = regime.levels() - 1;
        if (!(regime.decode(word, top) instanceof Entry.Table)) {
          long gpa = regime.capabilities().inputLimit() - 1;
          long address = (gpa >>> regime.indexShift(top)) * Long.BYTES;
          String text = "maplet-memory 1%n0x%x: 0x%x%n".formatted(address, word);
          assertPicture(regime, Files.writeString(folder.resolve("dump"), text), gpa);
          pictures++;
        }
      }
    }
    assertTrue(pictures > 3 * Regimes.all().size(), pictures + " pictures");
  }

  private static void assertPicture(Regime regime, Path file, long gpa) throws Exception {
    try (Dumps dumps = Dumps.open(List.of(file.toString()))) {
      List<Access> accesses = List.of(Access.values());
      String svg = WalkPicture.svg(ExplainedWalk.of(regime, dumps, 0, gpa, accesses));
      Element root = parsed(svg);
      assertEquals("svg", root.getLocalName());
      assertEquals(0, root.getElementsByTagName("script").getLength());
      assertTrue(root.getElementsByTagName("text").getLength() > 15, regime.id());
      assertFalse(svg.contains("NaN"), regime.id());
    }
  }

  @Test
  void noTextIsMarkup() throws Exception {
    Svg svg = new Svg(10, "");
    svg.text("label", 1, 1, "<a href=\"x\"> & \u0001");
    Element root = parsed(svg.document(10, "</title><script/>"));
    assertEquals(0, root.getElementsByTagName("a").getLength());
    assertEquals(
        "<a href=\"x\"> & \ufffd", root.getElementsByTagName("text").item(0).getTextContent());
    assertEquals("</title><script/>", root.getElementsByTagName("title").item(0).getTextContent());
  }
}

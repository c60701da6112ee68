package maplet.harness.stdio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import maplet.harness.subject.SubjectFailure;
import maplet.impl.memory.EventLog;
import maplet.model.arch.Regimes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyReaderTest {
  private static final String STARTED =
      "{\"id\":1,\"protocol\":1,\"name\":\"n\",\"version\":\"1\",\"reports\":[\"stores\"]}";
  private static final String ANSWERED =
      "{\"id\":7,\"results\":[{\"code\":0,\"events\":[[3,\"0x10000004000\",1],"
          + "[1,\"0x10000004008\",\"0x0\",\"0xffffffffffffffff\"],[2,\"0x10000004000\"],[7]],"
          + "\"words\":[[\"0x10000004010\",5]],\"answer\":{\"hpa\":\"0x1f\"},\"root\":\"0x40\"}]}";
  private static final String DUMPED =
      "{\"id\":8,\"root\":\"0x40\",\"frames\":[[\"0x10000004000\",[[511,\"0x2\"]]]]}";

  /// A reply of each form.
  static final List<String> VALID = List.of(STARTED, ANSWERED, DUMPED);

  private static final int RUNS = Integer.getInteger("maplet.fuzz", 20_000);

  @Test
  void aReplyIsRead() {
    Reply.Result result = ReplyReader.answered(bytes(ANSWERED)).results().getFirst();
    assertEquals(4 * Reply.EVENT_NUMBERS, result.events().size());
    assertEquals(-1, result.events().get(Reply.EVENT_NUMBERS + 3));
    assertEquals(0x1f, result.answer().get(0));
    assertEquals(0x40, result.root());
    assertEquals(EventLog.INVALIDATE_ALL, result.events().get(3 * Reply.EVENT_NUMBERS));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "oops",
        "[]",
        "{}",
        "{\"id\":1}",
        "{\"id\":1,\"results\":{}}",
        "{\"id\":\"1\",\"results\":[]}",
        "{\"id\":1,\"results\":[]} {}",
        "{\"id\":1,\"results\":[{\"code\":0,\"events\":[[9]]}]}",
        "{\"id\":1,\"results\":[{\"code\":0,\"events\":[[1,-1]]}]}",
        "{\"id\":1,\"results\":[{\"code\":0,\"words\":[[1,\"0x\"]]}]}",
        "{\"id\":1,\"results\":[{\"code\":0,\"words\":[[1,\"0x11112222333344445\"]]}]}",
        "{\"id\":1,\"results\":[{\"code\":0,\"spare\":1}]}"
      })
  void whatIsNoReplyIsGarbage(String line) {
    SubjectFailure failure =
        assertThrows(SubjectFailure.class, () -> ReplyReader.answered(bytes(line)));
    assertEquals(SubjectFailure.Kind.GARBAGE, failure.kind());
  }

  /// Every mutation is read and applied, or refused by a [SubjectFailure]; any other exception
  /// fails this test.
  @Test
  void mutatedRepliesEndInNothingWorse() {
    Random random = new Random(1);
    int refused = 0;
    int taken = 0;
    try (MirrorHost host = new MirrorHost(Regimes.find("riscv-sv39x4").capabilities())) {
      for (int i = 0; i < RUNS; i++) {
        if (i % 100 == 0) {
          host.reset();
        }
        int which = random.nextInt(VALID.size());
        try {
          take(which, bytes(Mutations.of(VALID.get(which), random)), host);
          taken++;
        } catch (SubjectFailure e) {
          refused++;
        }
        host.events().clear();
      }
    }
    assertTrue(refused > RUNS / 4, "refused: " + refused);
    assertTrue(taken > RUNS / 100, "taken: " + taken);
  }

  private static byte[] bytes(String line) {
    return line.getBytes(StandardCharsets.UTF_8);
  }

  private static void take(int which, byte[] line, MirrorHost host) {
    switch (which) {
      case 0 -> ReplyReader.started(line);
      case 1 -> ReplyReader.answered(line).results().forEach(host::apply);
      default -> new DumpComparison(host).compare(ReplyReader.dumped(line), new long[0]);
    }
  }
}

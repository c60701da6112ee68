package maplet.harness.nativeabi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import maplet.harness.subject.Panic;
import org.junit.jupiter.api.Test;

class PanicTextTest {
  @Test
  void rustSaysWhereAndThenWhat() {
    String text =
        """
        thread '<unnamed>' panicked at /build/crate/src/old.rs:1:2:
        an earlier one
        thread '<unnamed>' panicked at /build/crate/src/stage2.rs:120:13:
        index out of bounds: the len is 512 but the index is 513
        note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace
        """;
    Panic panic = PanicText.parse(text);
    assertEquals("src/stage2.rs:120", panic.place());
    assertEquals("index out of bounds: the len is 512 but the index is 513", panic.message());
    assertEquals(
        "index out of bounds: the len is # but the index is #, at src/stage2.rs:120", panic.key());
  }

  @Test
  void olderRustSaysWhatAndThenWhere() {
    Panic panic = PanicText.parse("thread 'main' panicked at 'no page', src/a.rs:7:9\n");
    assertEquals(new Panic("no page", "src/a.rs:7"), panic);
  }

  @Test
  void anAssertionOfCHasAPlace() {
    Panic panic = PanicText.parse("./stage2.c:12: map: Assertion `x' failed.\n");
    assertEquals(new Panic("map: Assertion `x' failed.", "./stage2.c:12"), panic);
  }

  @Test
  void elseTheLastLineIsTheMessage() {
    assertEquals(new Panic("out of luck", ""), PanicText.parse("hello\nout of luck\n\n"));
    assertEquals(Panic.UNKNOWN, PanicText.parse(""));
  }

  @Test
  void twoPlacesAreTwoPanics() {
    assertNotEquals(new Panic("x", "a.rs:1").key(), new Panic("x", "a.rs:2").key());
    assertEquals(new Panic("at 0x1f", "a.rs:1").key(), new Panic("at 0x2f", "a.rs:1").key());
  }
}

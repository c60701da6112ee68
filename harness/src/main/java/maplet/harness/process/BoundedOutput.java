package maplet.harness.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// What a process writes, read as it comes, so that it never waits; its beginning and its end are
/// kept, however much it is.
public final class BoundedOutput {
  /// Bytes that are kept of the beginning, and of the end.
  public static final int KEPT = 64 << 10;

  private static final int CHUNK = 1 << 16;

  private final byte[] head = new byte[KEPT];
  private final byte[] tail = new byte[KEPT];
  private final CountDownLatch ended = new CountDownLatch(1);
  private long total;

  /// Begins to read, in a thread of its own.
  public BoundedOutput(InputStream output) {
    Thread.ofPlatform().daemon().name("output of a subject").start(() -> drain(output));
  }

  private void drain(InputStream output) {
    byte[] chunk = new byte[CHUNK];
    try (output) {
      for (int read = output.read(chunk); read >= 0; read = output.read(chunk)) {
        keep(chunk, read);
      }
    } catch (IOException e) {
      // It was closed from this side: there is no more.
    } finally {
      ended.countDown();
    }
  }

  private synchronized void keep(byte[] chunk, int read) {
    int toHead = Math.clamp(KEPT - total, 0, read);
    if (toHead > 0) {
      System.arraycopy(chunk, 0, head, (int) total, toHead);
    }
    int from = Math.max(toHead, read - KEPT);
    int at = (int) ((total + from) % KEPT);
    int toEnd = Math.min(read - from, KEPT - at);
    System.arraycopy(chunk, from, tail, at, toEnd);
    System.arraycopy(chunk, from + toEnd, tail, 0, read - from - toEnd);
    total += read;
  }

  /// Waits until the process has written its last, but not for long: another may hold on to its
  /// output.
  public void await() throws InterruptedException {
    ended.await(1, TimeUnit.SECONDS);
  }

  /// What was written so far; where that is much, how much was left out stands between its
  /// beginning and its end.
  public synchronized byte[] text() {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    text.write(head, 0, (int) Math.min(total, KEPT));
    long rest = total - KEPT;
    if (rest > KEPT) {
      text.writeBytes(
          "%n[%d bytes left out]%n".formatted(rest - KEPT).getBytes(StandardCharsets.UTF_8));
    }
    for (long at = total - Math.clamp(rest, 0, KEPT); at < total; at++) {
      text.write(tail[(int) (at % KEPT)]);
    }
    return text.toByteArray();
  }
}

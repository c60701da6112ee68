package maplet.harness.attest.qemu;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// One running QEMU whose guest program answers requests (`guest/server/server.h`).
final class QemuProcess implements AutoCloseable {
  private static final long MAGIC = 0x7465_7374_656c_706dL;
  private static final int MOST_REPLY = 32 << 20;
  private static final int MOST_MESSAGE = 1000;
  private static final long MOST_SECONDS = 60;
  private static final List<String> OPTIONS =
      List.of(
          "-m",
          "1G",
          "-smp",
          "1",
          "-nodefaults",
          "-display",
          "none",
          "-monitor",
          "none",
          "-serial",
          "none",
          "-semihosting-config",
          "enable=on,target=native");

  private final Process process;
  private final OutputStream requests;
  private final InputStream replies;

  private QemuProcess(Process process) {
    this.process = process;
    requests = process.getOutputStream();
    replies = new BufferedInputStream(process.getInputStream(), 1 << 16);
  }

  /// Starts QEMU and waits for the guest's greeting.
  static QemuProcess start(String program, List<String> machine, Path guest) throws IOException {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(machine);
    command.addAll(OPTIONS);
    command.addAll(List.of("-kernel", guest.toString()));
    QemuProcess started =
        new QemuProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
    try {
      started.timed(started::reply);
      return started;
    } catch (IOException e) {
      started.close();
      throw e;
    }
  }

  /// Sends a request and waits for its reply.
  ///
  /// @param request from its position to its limit, which follows the count of bytes
  /// @throws IOException when QEMU ends, takes a minute, or says something of its own
  ByteBuffer exchange(ByteBuffer request) throws IOException {
    return timed(() -> {
      byte[] bytes = new byte[request.remaining()];
      request.get(bytes);
      byte[] count = new byte[Long.BYTES];
      littleEndian(count).putLong(bytes.length);
      requests.write(count);
      requests.write(bytes);
      requests.flush();
      return reply();
    });
  }

  private ByteBuffer reply() throws IOException {
    byte[] start = read(2 * Long.BYTES);
    ByteBuffer header = littleEndian(start);
    long magic = header.getLong();
    long bytes = header.getLong();
    if (magic != MAGIC || bytes < 0 || bytes > MOST_REPLY) {
      // Not an answer but a message of QEMU's own, after which it usually ends by itself.
      byte[] rest = replies.readNBytes(MOST_MESSAGE);
      throw new IOException(
          "QEMU said: "
              + new String(start, StandardCharsets.UTF_8)
              + new String(rest, StandardCharsets.UTF_8));
    }
    return littleEndian(read((int) bytes));
  }

  private byte[] read(int bytes) throws IOException {
    byte[] read = replies.readNBytes(bytes);
    if (read.length < bytes) {
      throw new IOException("QEMU ended: " + new String(read, StandardCharsets.UTF_8));
    }
    return read;
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /// A conversation that may hang.
  private interface Conversation {
    ByteBuffer hold() throws IOException;
  }

  /// Ends QEMU where a conversation takes too long, so that reading ends too.
  private ByteBuffer timed(Conversation conversation) throws IOException {
    Thread watchdog = Thread.ofVirtual().start(this::endLater);
    try {
      return conversation.hold();
    } finally {
      watchdog.interrupt();
    }
  }

  private void endLater() {
    try {
      TimeUnit.SECONDS.sleep(MOST_SECONDS);
      process.destroyForcibly();
    } catch (InterruptedException _) {
      // The conversation has ended.
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}

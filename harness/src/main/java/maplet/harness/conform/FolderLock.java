package maplet.harness.conform;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import maplet.harness.process.ProcessFamily;

/// Makes sure that one campaign at a time writes in a folder. The operating system forgets the lock
/// with the process that holds it, so that nobody's end leaves one behind.
final class FolderLock implements AutoCloseable {
  private static final String NAME = ".lock";
  private static final int MOST_BYTES = 32;

  /// The folders that this process has: two channels to one file share a lock, and lose it
  /// together.
  private static final Set<Path> TAKEN = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileChannel channel;

  private FolderLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /// Takes the folder, makes it where there is none, and ends the processes that an earlier
  /// campaign in it has left.
  ///
  /// @throws FileSystemException when a campaign is running there
  static FolderLock take(Path folder) throws IOException {
    Files.createDirectories(folder);
    if (!TAKEN.add(folder)) {
      throw taken(folder, Long.toString(ProcessHandle.current().pid()));
    }
    FileChannel channel =
        FileChannel.open(
            folder.resolve(NAME),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    if (channel.tryLock() == null) {
      String holder = holder(channel);
      channel.close();
      TAKEN.remove(folder);
      throw taken(folder, holder);
    }
    channel.truncate(0);
    channel.write(
        ByteBuffer.wrap(
            Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
    ProcessFamily.endOrphans(folder.toString());
    return new FolderLock(folder, channel);
  }

  private static FileSystemException taken(Path folder, String holder) {
    return new FileSystemException(
        folder.toString(),
        null,
        "another campaign (process %s) is writing here; wait for its end, or give another folder"
                .formatted(holder)
            + " with --out");
  }

  private static String holder(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(MOST_BYTES);
    int read = channel.read(text, 0);
    return new String(text.array(), 0, Math.max(0, read), StandardCharsets.US_ASCII);
  }

  @Override
  public void close() throws IOException {
    channel.close();
    TAKEN.remove(folder);
  }
}

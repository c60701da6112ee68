package maplet.harness.explore;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The file that an exploration can go on from, whenever and however its process ended.
///
/// Behind a title there are records, only ever appended: the states that a wave found, in their
/// order, and then the wave's own record. What stands behind the last wave's record is the part of
/// a wave that wasn't finished; it is cut off and done again.
final class Checkpoint implements AutoCloseable {
  private static final String FORMAT = "maplet-explore 1: ";
  private static final byte STATE = 'S';
  private static final byte WAVE = 'W';
  private static final int STATE_BYTES = 1 + 2 * Long.BYTES + Integer.BYTES + Short.BYTES;
  private static final int WAVE_BYTES = 1 + Integer.BYTES + 4 * Long.BYTES;

  private final FileChannel channel;
  private final DataOutputStream out;
  private int written;
  private int visited;
  private Counts counts = Counts.NONE;
  private long nanos;

  private Checkpoint(FileChannel channel) {
    this.channel = channel;
    this.out = new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel)));
  }

  /// Opens a checkpoint, or begins one where there is none or an empty file.
  ///
  /// @param title says what is explored
  /// @param store receives the states; must be empty
  /// @throws IllegalArgumentException for another exploration's file, or none of ours
  /// @throws IOException also when another process has it open
  static Checkpoint open(Path file, String title, StateStore store) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() == null) {
        throw new IOException(file + " is in use by another process");
      }
      Checkpoint checkpoint = new Checkpoint(channel);
      if (channel.size() == 0) {
        checkpoint.out.writeUTF(FORMAT + title);
        checkpoint.out.flush();
      } else {
        long end = checkpoint.read(file, title, store);
        channel.truncate(end);
        channel.position(end);
      }
      return checkpoint;
    } catch (IOException | IllegalArgumentException e) {
      channel.close();
      throw e;
    }
  }

  /// Takes over all finished waves.
  ///
  /// @return where the last one ends
  private long read(Path file, String title, StateStore store) throws IOException {
    DataInputStream in =
        new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel)));
    String found = titleIn(in);
    if (!found.equals(FORMAT + title)) {
      throw new IllegalArgumentException(
          "checkpoint (%s) must be of '%s', not '%s'; delete it to begin anew"
              .formatted(file, title, found));
    }
    long end = (long) Short.BYTES + found.getBytes(StandardCharsets.UTF_8).length;
    long at = end;
    Candidates wave = new Candidates();
    try {
      while (true) {
        byte kind = in.readByte();
        if (kind == STATE) {
          wave.add(in.readLong(), in.readLong(), in.readInt(), in.readShort());
          at += STATE_BYTES;
        } else if (kind == WAVE) {
          visited = in.readInt();
          counts = new Counts(in.readLong(), in.readLong(), in.readLong());
          nanos = in.readLong();
          at += WAVE_BYTES;
          wave.addTo(store);
          wave = new Candidates();
          written = store.size();
          end = at;
        } else {
          throw new IllegalArgumentException(
              "checkpoint (%s) must have a record at byte %d; delete it to begin anew"
                  .formatted(file, at));
        }
      }
    } catch (EOFException _) {
      return end;
    }
  }

  private static String titleIn(DataInputStream in) throws IOException {
    try {
      return in.readUTF();
    } catch (EOFException | UTFDataFormatException _) {
      return "another kind of file";
    }
  }

  /// How many states the file says were visited.
  int visited() {
    return visited;
  }

  /// What the runs before have done.
  Counts counts() {
    return counts;
  }

  /// How long they took.
  long nanos() {
    return nanos;
  }

  /// Adds the states found since the last wave, and that it is finished.
  void append(StateStore store, int visitedNow, Counts countsNow, long nanosNow)
      throws IOException {
    while (written < store.size()) {
      out.writeByte(STATE);
      out.writeLong(store.high(written));
      out.writeLong(store.low(written));
      out.writeInt(written == 0 ? -1 : store.parent(written));
      out.writeShort(store.operation(written));
      written++;
    }
    out.writeByte(WAVE);
    out.writeInt(visitedNow);
    out.writeLong(countsNow.transitions());
    out.writeLong(countsNow.refusals());
    out.writeLong(countsNow.questions());
    out.writeLong(nanosNow);
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.flush();
    channel.close();
  }
}

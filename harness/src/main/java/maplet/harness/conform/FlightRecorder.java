package maplet.harness.conform;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.Set;
import maplet.harness.check.ExerciseBins;
import maplet.harness.check.Liberties;
import maplet.harness.check.OutcomeBins;
import maplet.harness.sequence.OperationKind;
import maplet.harness.sequence.OperationSlot;
import maplet.harness.sequence.RecordedSequence;
import maplet.harness.sequence.Setup;
import maplet.harness.subject.Freedom;
import maplet.harness.subject.Report;
import maplet.model.Layer;
import maplet.model.Status;

/// What a campaign on one regime has done and is doing, in a file that two processes map, and that
/// outlives both.
///
/// The words before the operations are each written by one process at a time: the one that runs
/// sequences.
final class FlightRecorder implements AutoCloseable {
  /// What the process that runs sequences is doing.
  enum Phase {
    IDLE,
    RUNNING,
    MINIMISING,
    FINISHED
  }

  private static final long MAGIC = 0x4d41504c45540001L;
  private static final int FINGERPRINT = 1;
  private static final int PHASE = 2;
  private static final int SEQUENCE = 3;
  private static final int OPERATIONS = 4;
  private static final int STEPS = 5;
  private static final int BASE = 6;
  private static final int SIZE = 7;
  private static final int LAYER = 8;
  private static final int SEED = 9;
  private static final int NANOS = 10;
  private static final int BEATS = 11;
  private static final int REPLIES = 12;
  private static final int RESULT = 13;
  private static final int REPORTS = 14;
  private static final int NAME_BYTES = 15;
  private static final int NAME = 16;
  private static final int MOST_NAME_BYTES = 128;
  private static final int FREEDOMS = 32;
  private static final int CREATION = 61;
  private static final int DESTROYING = 62;
  private static final int MINIMISING_NANOS = 63;
  private static final int BINS = 64;
  private static final int LOST = 960;
  private static final int FIRST_STEP = 1024;

  /// Operations of one sequence for which there is room; longer ones lose their beginning.
  private static final int MOST_STEPS = 1 << 15;

  private static final long EXERCISED = FIRST_STEP + (long) MOST_STEPS * RecordedSequence.WORDS;

  private static final long BYTES = (EXERCISED + ExerciseBins.WORDS) * Long.BYTES;

  private final Arena arena = Arena.ofShared();
  private final MemorySegment words;
  private final long[] step = new long[RecordedSequence.WORDS];
  private final long[] exercised = new long[ExerciseBins.WORDS];

  private FlightRecorder(FileChannel channel) throws IOException {
    words = channel.map(FileChannel.MapMode.READ_WRITE, 0, BYTES, arena);
  }

  /// Opens a recorder; one that isn't there is empty.
  static FlightRecorder open(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return new FlightRecorder(channel);
    }
  }

  /// Whether the file is about an unfinished campaign with this fingerprint.
  boolean isResumable(long fingerprint) {
    return get(0) == MAGIC && get(FINGERPRINT) == fingerprint && phase() != Phase.FINISHED;
  }

  /// Begins a new campaign.
  void restart(long fingerprint) {
    words.asSlice(0, FIRST_STEP * (long) Long.BYTES).fill((byte) 0);
    words.asSlice(EXERCISED * Long.BYTES).fill((byte) 0);
    set(FINGERPRINT, fingerprint);
    set(0, MAGIC);
  }

  Phase phase() {
    return Phase.values()[Math.clamp(get(PHASE), 0, Phase.FINISHED.ordinal())];
  }

  void phase(Phase phase) {
    set(PHASE, phase.ordinal());
  }

  /// Number of the sequence that runs, or is to be run next.
  long sequence() {
    return get(SEQUENCE);
  }

  /// The next sequence is another one.
  void sequence(long number) {
    set(SEQUENCE, number);
    set(STEPS, 0);
  }

  /// Operations of all sequences that have ended.
  long operations() {
    return get(OPERATIONS);
  }

  /// Time that sequences have taken.
  long nanos() {
    return get(NANOS);
  }

  /// That part of the time that minimising has taken.
  long minimisingNanos() {
    return get(MINIMISING_NANOS);
  }

  /// A finding has been minimised, or as far as there was time.
  void minimised(long nanos) {
    set(MINIMISING_NANOS, minimisingNanos() + nanos);
  }

  /// Changes as long as the subject answers.
  long beats() {
    return get(BEATS);
  }

  /// Seed of the sequence that runs.
  long seed() {
    return get(SEED);
  }

  void seed(long seed) {
    set(SEED, seed);
  }

  /// A sequence begins.
  void begin(Setup setup) {
    set(STEPS, 0);
    set(BASE, setup.base());
    set(SIZE, setup.size());
    set(LAYER, setup.layer().ordinal());
    set(CREATION, encoded(setup));
    set(DESTROYING, 0);
    set(BEATS, beats() + 1);
  }

  /// An operation begins.
  void add(OperationSlot slot) {
    long steps = get(STEPS);
    RecordedSequence.encode(slot, step, 0);
    long at = FIRST_STEP + steps % MOST_STEPS * RecordedSequence.WORDS;
    MemorySegment.copy(step, 0, words, ValueLayout.JAVA_LONG, at * Long.BYTES, step.length);
    set(STEPS, steps + 1);
    set(BEATS, beats() + 1);
  }

  /// All operations have ended, and what they have left is about to be destroyed.
  void destroys() {
    set(DESTROYING, 1);
    set(BEATS, beats() + 1);
  }

  /// Whether that was begun in the sequence that runs.
  boolean isDestroying() {
    return get(DESTROYING) != 0;
  }

  /// A sequence has ended.
  ///
  /// @param bins what its operations, and those before it, ended in since this process began
  /// @param done what was exercised since the campaign began
  void end(
      long operations,
      long nanos,
      OutcomeBins bins,
      ExerciseBins done,
      Liberties liberties,
      Totals before) {
    set(OPERATIONS, get(OPERATIONS) + operations);
    set(NANOS, get(NANOS) + nanos);
    for (OperationKind kind : OperationKind.values()) {
      for (Status status : Status.values()) {
        set(bin(kind, status), before.bins().get(kind, status) + bins.get(kind, status));
      }
    }
    for (Freedom freedom : Freedom.values()) {
      long taken = before.taken(freedom) + liberties.taken(freedom);
      set(FREEDOMS + freedom.ordinal(), taken);
    }
    done.copyTo(exercised);
    MemorySegment.copy(
        exercised, 0, words, ValueLayout.JAVA_LONG, EXERCISED * Long.BYTES, exercised.length);
  }

  /// What the campaign has counted so far.
  Totals totals() {
    OutcomeBins bins = new OutcomeBins();
    for (OperationKind kind : OperationKind.values()) {
      for (Status status : Status.values()) {
        bins.add(kind, status, get(bin(kind, status)));
      }
    }
    long[] freedoms = new long[Freedom.count()];
    for (int i = 0; i < freedoms.length; i++) {
      freedoms[i] = get(FREEDOMS + i);
    }
    long[] lost = new long[OperationKind.values().length];
    for (int i = 0; i < lost.length; i++) {
      lost[i] = get(LOST + i);
    }
    MemorySegment.copy(
        words, ValueLayout.JAVA_LONG, EXERCISED * Long.BYTES, exercised, 0, exercised.length);
    ExerciseBins done = new ExerciseBins();
    done.restore(exercised);
    return new Totals(bins, done, freedoms, lost);
  }

  /// The address space or table of the sequence that runs.
  Setup setup() {
    long creation = get(CREATION);
    return new Setup(
        get(BASE),
        get(SIZE),
        Layer.values()[(int) (get(LAYER) & 1)],
        (int) (creation >>> 2 & Short.MAX_VALUE),
        (creation & 2) != 0,
        (creation & 1) != 0);
  }

  private static long encoded(Setup setup) {
    return (long) setup.refuseFrom() << 2
        | (setup.refuseOnce() ? 2 : 0)
        | (setup.recycled() ? 1 : 0);
  }

  /// The operations of the sequence that runs, the one that has begun last included.
  RecordedSequence steps() {
    long steps = get(STEPS);
    RecordedSequence recorded = new RecordedSequence();
    OperationSlot slot = new OperationSlot();
    for (long i = Math.max(0, steps - MOST_STEPS); i < steps; i++) {
      long at = FIRST_STEP + i % MOST_STEPS * RecordedSequence.WORDS;
      MemorySegment.copy(words, ValueLayout.JAVA_LONG, at * Long.BYTES, step, 0, step.length);
      RecordedSequence.decode(step, 0, slot);
      recorded.add(slot);
    }
    return recorded;
  }

  /// A sequence won't end: its operations and its time count all the same.
  void lose(RecordedSequence operations, long nanos) {
    set(OPERATIONS, get(OPERATIONS) + operations.size());
    OperationSlot slot = new OperationSlot();
    for (int i = 0; i < operations.size(); i++) {
      operations.get(i, slot);
      set(LOST + slot.kind.ordinal(), get(LOST + slot.kind.ordinal()) + 1);
    }
    set(NANOS, get(NANOS) + nanos);
    sequence(sequence() + 1);
    phase(Phase.IDLE);
  }

  /// Keeps what the subject says of itself.
  void describe(String name, Set<Report> reports) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    int length = Math.min(bytes.length, MOST_NAME_BYTES);
    set(NAME_BYTES, length);
    MemorySegment.copy(bytes, 0, words, ValueLayout.JAVA_BYTE, NAME * (long) Long.BYTES, length);
    long told = 0;
    for (Report report : reports) {
      told |= 1L << report.ordinal();
    }
    set(REPORTS, told);
  }

  /// The subject's name.
  String name() {
    byte[] bytes = new byte[Math.clamp(get(NAME_BYTES), 0, MOST_NAME_BYTES)];
    MemorySegment.copy(
        words, ValueLayout.JAVA_BYTE, NAME * (long) Long.BYTES, bytes, 0, bytes.length);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /// What the subject tells.
  Set<Report> reports() {
    Set<Report> reports = EnumSet.noneOf(Report.class);
    for (Report report : Report.values()) {
      if ((get(REPORTS) >>> report.ordinal() & 1) != 0) {
        reports.add(report);
      }
    }
    return reports;
  }

  /// How many commands the child has answered.
  long replies() {
    return get(REPLIES);
  }

  /// The child's last answer.
  long result() {
    return get(RESULT);
  }

  /// The child answers a command.
  void reply(long result) {
    set(RESULT, result);
    set(REPLIES, replies() + 1);
  }

  private static int bin(OperationKind kind, Status status) {
    return BINS + kind.ordinal() * Status.values().length + status.ordinal();
  }

  private long get(long index) {
    return words.getAtIndex(ValueLayout.JAVA_LONG, index);
  }

  private void set(long index, long value) {
    words.setAtIndex(ValueLayout.JAVA_LONG, index, value);
  }

  @Override
  public void close() {
    arena.close();
  }
}

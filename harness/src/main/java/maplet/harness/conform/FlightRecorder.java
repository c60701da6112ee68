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
import java.util.Optional;
import java.util.Set;
import maplet.harness.check.ExerciseBins;
import maplet.harness.check.Liberties;
import maplet.harness.check.OutcomeBins;
import maplet.harness.sequence.OperationSlot;
import maplet.harness.sequence.RecordedSequence;
import maplet.harness.sequence.Setup;
import maplet.harness.subject.Report;
import maplet.model.Layer;

/* Overview
 *
 * A file that is mapped: words about the sequence that runs, the campaign's counts (CountBlock),
 * and the operations of that sequence. The campaign's own recorder outlives all processes; only its
 * process maps it. A child writes to another one, which its parent reads: it was made for that
 * child alone, so nobody else can answer in its place.
 *
 * The child's memory is the subject's, too, so what it writes is checked. It never reads what it
 * wrote: a store that strays in here changes no count and no answer, it is seen.
 */
/// What a campaign on one regime has done and is doing, in a file that outlives the processes that
/// map it. One of them writes.
final class FlightRecorder implements AutoCloseable {
  /// What the process that runs sequences is doing.
  enum Phase {
    IDLE,
    LOADING,
    RUNNING,
    MINIMISING,
    FINISHED
  }

  private static final long MAGIC = 0x4d41504c45540002L;
  private static final int NONCE = 1;
  private static final int FINGERPRINT = 2;
  private static final int PHASE = 3;
  private static final int STEPS = 4;
  private static final int BASE = 5;
  private static final int SIZE = 6;
  private static final int LAYER = 7;
  private static final int SEED = 8;
  private static final int BEATS = 9;
  private static final int REPORTS = 10;
  private static final int NAME_BYTES = 11;
  private static final int NAME = 12;
  private static final int MOST_NAME_BYTES = 128;
  private static final int CREATION = 28;
  private static final int DESTROYING = 29;
  private static final int REPLIES = 30;
  private static final int RESULT = 31;
  private static final int REPLY_CHECK = 32;

  /// Where the counts begin, in words.
  static final int HEAD = 40;

  private static final int FIRST_STEP = HEAD + CountBlock.words(Counts.WORDS);

  /// Words of a step: the operation, and a check word.
  private static final int STEP_WORDS = RecordedSequence.WORDS + 1;

  /// Operations of one sequence for which there is room; longer ones lose their beginning.
  private static final int MOST_STEPS = 1 << 18;

  private static final long BYTES = (FIRST_STEP + (long) MOST_STEPS * STEP_WORDS) * Long.BYTES;

  private final Arena arena = Arena.ofShared();
  private final MemorySegment words;
  private final CountBlock block;
  private final long[] step = new long[STEP_WORDS];

  /// What this process has written, as far as it isn't to be read back.
  private final Counts counts = new Counts();

  private long nonce;
  private long steps;
  private long beats;
  private long replies;

  private FlightRecorder(FileChannel channel) throws IOException {
    words = channel.map(FileChannel.MapMode.READ_WRITE, 0, BYTES, arena);
    block =
        new CountBlock(
            words.asSlice(HEAD * (long) Long.BYTES, (FIRST_STEP - HEAD) * (long) Long.BYTES),
            Counts.WORDS);
    nonce = get(NONCE);
    block.read().ifPresent(counts::set);
  }

  /// Opens a recorder; one that isn't there is empty.
  static FlightRecorder open(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return new FlightRecorder(channel);
    }
  }

  /// Makes the recorder of a child process, which goes on where this one is.
  ///
  /// @param childNonce tells it from all others
  FlightRecorder forChild(Path file, long childNonce) throws IOException {
    FlightRecorder child = open(file);
    child.restart(get(FINGERPRINT));
    child.nonce = childNonce;
    child.set(NONCE, childNonce);
    child.accept(counts.words());
    return child;
  }

  /// Opens the recorder that was made for this process.
  ///
  /// @throws IOException when it is another one's
  static FlightRecorder ofChild(Path file, long childNonce) throws IOException {
    FlightRecorder recorder = open(file);
    if (!recorder.isIntact() || recorder.nonce != childNonce) {
      recorder.close();
      throw new IOException(file + " isn't the recorder of this process");
    }
    return recorder;
  }

  /// Whether the words by which a recorder is known are as they were written.
  boolean isIntact() {
    return get(0) == MAGIC && get(NONCE) == nonce;
  }

  /// Looks for what the subject has stored here, and repairs it.
  ///
  /// @return what was found, in words; empty where all is as it was
  String damage() {
    if (isIntact()) {
      return "";
    }
    repair();
    return "Maplet's record of this run, which lies elsewhere, was overwritten";
  }

  /// Writes what a stray store has taken away: what is known of the campaign, not of the sequence.
  void repair() {
    set(0, MAGIC);
    set(NONCE, nonce);
    set(STEPS, steps);
    set(BEATS, beats);
    commit();
  }

  /// Whether the file is about an unfinished campaign with this fingerprint.
  boolean isResumable(long fingerprint) {
    return get(0) == MAGIC
        && get(FINGERPRINT) == fingerprint
        && phase() != Phase.FINISHED
        && block.read().isPresent();
  }

  /// Begins a new campaign.
  void restart(long fingerprint) {
    words.asSlice(0, FIRST_STEP * (long) Long.BYTES).fill((byte) 0);
    counts.set(new long[Counts.WORDS]);
    steps = 0;
    beats = 0;
    replies = 0;
    nonce = 0;
    set(FINGERPRINT, fingerprint);
    commit();
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
    return counts.sequence();
  }

  /// The next sequence is another one. What has been counted counts from now on.
  void sequence(long number) {
    counts.sequence(number);
    steps = 0;
    set(STEPS, 0);
    commit();
  }

  /// Operations of all sequences that have ended.
  long operations() {
    return counts.operations();
  }

  /// Time that sequences have taken.
  long nanos() {
    return counts.nanos();
  }

  /// That part of the time that minimising has taken.
  long minimisingNanos() {
    return counts.minimisingNanos();
  }

  /// Time has passed that is no sequence's.
  void add(long nanos) {
    counts.add(0, nanos);
    commit();
  }

  /// A finding has been minimised, or as far as there was time.
  void minimised(long nanos) {
    counts.minimised(nanos);
    commit();
  }

  /// Changes as long as the subject answers.
  long beats() {
    return get(BEATS);
  }

  private void beat() {
    set(BEATS, ++beats);
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
    steps = 0;
    set(STEPS, 0);
    set(BASE, setup.base());
    set(SIZE, setup.size());
    set(LAYER, setup.layer().ordinal());
    set(CREATION, encoded(setup));
    set(DESTROYING, 0);
    beat();
  }

  /// An operation begins.
  void add(OperationSlot slot) {
    RecordedSequence.encode(slot, step, 0);
    step[RecordedSequence.WORDS] = Checksum.of(nonce + steps, step, RecordedSequence.WORDS);
    MemorySegment.copy(
        step, 0, words, ValueLayout.JAVA_LONG, stepAt(steps) * Long.BYTES, step.length);
    set(STEPS, ++steps);
    beat();
  }

  private static long stepAt(long index) {
    return FIRST_STEP + index % MOST_STEPS * STEP_WORDS;
  }

  /// All operations have ended, and what they have left is about to be destroyed.
  void destroys() {
    set(DESTROYING, 1);
    beat();
  }

  /// Whether that was begun in the sequence that runs.
  boolean isDestroying() {
    return get(DESTROYING) != 0;
  }

  /// A sequence has ended; it counts when [#sequence(long)] says so.
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
    counts.add(operations, nanos);
    counts.totals(before.plus(bins, done, liberties));
  }

  /// What the campaign has counted so far.
  Totals totals() {
    return counts.totals();
  }

  private void commit() {
    block.write(counts.words());
  }

  /// The counts that the process that writes has committed last; empty where a stray store has
  /// damaged them.
  Optional<long[]> committed() {
    return block.read();
  }

  /// What is wrong with counts that are said to come after these, see [Counts#contradiction].
  Optional<String> contradiction(long[] later, long passed) {
    return counts.contradiction(later, passed);
  }

  /// From now on the campaign has counted so much.
  ///
  /// @param committed as another recorder has it
  void accept(long[] committed) {
    counts.set(committed);
    commit();
  }

  /// Takes over what the writer of another recorder says of its subject.
  void describeAs(FlightRecorder child) {
    describe(child.name(), child.reports());
  }

  /// Takes over the sequence that the writer of another recorder was running, as far as it is
  /// whole.
  void takeFlight(FlightRecorder child) {
    seed(child.seed());
    begin(child.setup());
    RecordedSequence operations = child.steps();
    OperationSlot slot = new OperationSlot();
    for (int i = 0; i < operations.size(); i++) {
      operations.get(i, slot);
      add(slot);
    }
    set(DESTROYING, child.get(DESTROYING));
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

  /// The operations of the sequence that runs, the one that has begun last included; those that a
  /// stray store has damaged are left out, with all before them.
  RecordedSequence steps() {
    long count = Math.clamp(get(STEPS), 0, Long.MAX_VALUE);
    RecordedSequence recorded = new RecordedSequence();
    OperationSlot slot = new OperationSlot();
    for (long i = Math.max(0, count - MOST_STEPS); i < count; i++) {
      MemorySegment.copy(
          words, ValueLayout.JAVA_LONG, stepAt(i) * Long.BYTES, step, 0, step.length);
      long check = Checksum.of(nonce + i, step, RecordedSequence.WORDS);
      if (step[RecordedSequence.WORDS] == check) {
        RecordedSequence.decode(step, 0, slot);
        recorded.add(slot);
      } else {
        recorded.clear();
      }
    }
    return recorded;
  }

  /// A sequence won't end: its operations and its time count all the same.
  void lose(RecordedSequence operations, long nanos) {
    counts.add(operations.size(), nanos);
    OperationSlot slot = new OperationSlot();
    for (int i = 0; i < operations.size(); i++) {
      operations.get(i, slot);
      counts.lose(slot.kind);
    }
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

  /// How many commands the child has answered; -1 where what is written there is no answer of its.
  long replies() {
    long number = get(REPLIES);
    return number == 0 || get(REPLY_CHECK) == replyCheck(number, get(RESULT)) ? number : -1;
  }

  /// The child's last answer.
  long result() {
    return get(RESULT);
  }

  /// The child answers a command.
  void reply(long result) {
    replies++;
    set(RESULT, result);
    set(REPLIES, replies);
    set(REPLY_CHECK, replyCheck(replies, result));
  }

  private long replyCheck(long number, long result) {
    return Checksum.of(nonce, new long[] {number, result}, 2);
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

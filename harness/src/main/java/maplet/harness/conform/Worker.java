package maplet.harness.conform;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import maplet.harness.subject.SubjectProvider;
import maplet.harness.trace.Trace;
import maplet.harness.trace.TraceReader;

/// What a child process does: one command a line, answered through the flight recorder.
///
/// | command | answer |
/// |---|---|
/// | `run SEQUENCE NANOS` | 0 when the campaign has come so far |
/// | `find SEQUENCE NANOS` | 0 when the campaign has come so far, or found something |
/// | `replay FILE` | 0 where the trace's operations diverge nowhere, else 1 |
/// | `names FILE to NAMES` | 0, when the names of what the trace shows are in the file |
/// | `again FROM TO NAME as FILE to NAMES` | the same of sequences, and the trace is in the file |
/// | `explain FILE to REPORT` | 0, when what diverged is in the file |
///
/// When the input ends, the parent is gone, and the process ends at once.
public final class Worker {
  static final String RUN = "run ";
  static final String FIND = "find ";
  static final String REPLAY = "replay ";
  static final String EXPLAIN = "explain ";
  static final String NAMES = "names ";
  static final String AGAIN = "again ";
  static final String AS = " as ";
  static final String TO = " to ";

  /// The answer when the subject isn't one; why, is said on the error output.
  static final int NOT_LOADABLE = 2;

  private Worker() {}

  /// Loads the subject, answers that, and then obeys.
  ///
  /// @param plan as the parent has it
  /// @param regime the one that this child is for
  /// @param recording the flight recorder's file
  /// @param nonce tells that file from those of other children
  public static void run(
      ConformPlan plan, String regime, Path recording, long nonce, BufferedReader commands)
      throws IOException, InterruptedException {
    BlockingQueue<String> lines = listen(commands);
    try (FlightRecorder recorder = FlightRecorder.ofChild(recording, nonce);
        RegimeCampaign campaign = load(plan, regime, recorder)) {
      recorder.phase(FlightRecorder.Phase.IDLE);
      recorder.reply(0);
      while (true) {
        recorder.reply(obey(lines.take(), plan, campaign));
      }
    }
  }

  private static RegimeCampaign load(ConformPlan plan, String regime, FlightRecorder recorder)
      throws IOException {
    recorder.phase(FlightRecorder.Phase.LOADING);
    try {
      SubjectProvider provider = plan.provider();
      recorder.describe(provider.name(), provider.reports());
      return new RegimeCampaign(plan, regime, provider, recorder, new FindingStore(plan.folder()));
    } catch (IllegalArgumentException e) {
      recorder.reply(NOT_LOADABLE);
      throw e;
    }
  }

  private static BlockingQueue<String> listen(BufferedReader commands) {
    BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          commands.lines().forEach(lines::add);
          // Nobody is there any more to hear of an end that takes longer.
          Runtime.getRuntime().halt(0);
        });
    return lines;
  }

  private static int obey(String line, ConformPlan plan, RegimeCampaign campaign)
      throws IOException {
    if (line.startsWith(REPLAY)) {
      Path file = Path.of(line.substring(REPLAY.length()));
      return campaign.replay(TraceReader.read(file)).isEmpty() ? 0 : 1;
    }
    if (line.startsWith(EXPLAIN)) {
      int end = line.indexOf(TO);
      Path trace = Path.of(line.substring(EXPLAIN.length(), end));
      Files.write(Path.of(line.substring(end + TO.length())), TraceRun.explain(campaign, trace));
      return 0;
    }
    if (line.startsWith(NAMES)) {
      int end = line.indexOf(TO);
      Trace trace = TraceReader.read(Path.of(line.substring(NAMES.length(), end)));
      NameFile.write(
          Path.of(line.substring(end + TO.length())), FreshProcess.names(campaign, trace));
      return 0;
    }
    String[] words = line.split(" ", -1);
    if (line.startsWith(AGAIN)) {
      int end = line.indexOf(TO);
      Path trace = Path.of(line.substring(line.indexOf(AS) + AS.length(), end));
      NameFile.write(
          Path.of(line.substring(end + TO.length())),
          FreshProcess.again(
              plan, campaign, Long.parseLong(words[1]), Long.parseLong(words[2]), words[3], trace));
      return 0;
    }
    boolean toFinding = line.startsWith(FIND);
    campaign.run(Long.parseLong(words[1]), Long.parseLong(words[2]), toFinding);
    return 0;
  }
}

package maplet.harness.subject;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// A process, and all that it starts, in a session of its own; all of it ends when this is closed,
/// and when this JVM ends in whatever way.
///
/// Members are known by their session, and by a variable that they inherit: so also those that made
/// a session of their own and lost their parent. Who leaves the session and clears its environment
/// at once isn't found any more. Where there is no `setsid` or no `/proc` (macOS), members are the
/// descendants.
public final class ProcessGroup implements AutoCloseable {
  /// The variable of the environment that members have.
  public static final String VARIABLE = "MAPLET_GROUP";

  private static final Set<ProcessGroup> OPEN = ConcurrentHashMap.newKeySet();
  private static final AtomicLong COUNT = new AtomicLong();

  /// How often is looked for members that others made while they were ended.
  private static final int MOST_ROUNDS = 50;

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> List.copyOf(OPEN).forEach(ProcessGroup::close)));
  }

  private final Process process;
  private final String mark;

  private ProcessGroup(Process process, String mark) {
    this.process = process;
    this.mark = mark;
  }

  /// Starts a process, and with the first one the guard, which ends all members that are left when
  /// this JVM is gone.
  ///
  /// @param builder its command and environment are changed
  public static ProcessGroup start(ProcessBuilder builder) throws IOException {
    GroupGuard.start();
    String mark = GroupGuard.MARK + COUNT.incrementAndGet() + ";";
    Map<String, String> environment = builder.environment();
    environment.put(VARIABLE, environment.getOrDefault(VARIABLE, "") + mark);
    builder.command(inSession(builder.command()));
    ProcessGroup group = new ProcessGroup(builder.start(), mark);
    OPEN.add(group);
    return group;
  }

  /// A command that runs another one in a session of its own, as far as the system has that.
  static List<String> inSession(List<String> command) {
    List<String> words = new ArrayList<>(command);
    if (GroupMembers.hasSessions()) {
      words.addFirst("setsid");
    }
    return words;
  }

  /// The process that was started.
  public Process process() {
    return process;
  }

  /// Ends all members; does nothing a second time.
  @Override
  public void close() {
    List<ProcessHandle> descendants = process.descendants().toList();
    process.destroyForcibly();
    descendants.forEach(ProcessHandle::destroyForcibly);
    GroupMembers members = new GroupMembers(process.pid(), mark);
    for (int i = 0; i < MOST_ROUNDS && members.end(); i++) {
      Thread.onSpinWait();
    }
    OPEN.remove(this);
  }
}

package maplet.harness.jvm;

import java.io.File;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import maplet.harness.subject.Panic;
import maplet.harness.subject.Report;
import maplet.harness.subject.SimulatedHost;
import maplet.harness.subject.Subject;
import maplet.harness.subject.SubjectFailure;
import maplet.harness.subject.SubjectProvider;
import maplet.impl.memory.PhysicalMemory;
import org.apache.commons.lang3.StringUtils;
import org.apache.commons.lang3.Strings;
import org.jspecify.annotations.Nullable;

/// Makes subjects of [GuestSpaces].
public final class JvmProvider implements SubjectProvider {
  private static final int FRAMES = 3;
  private static final int LONGEST = 200;
  private static final String[] OTHERS = {"java.", "jdk.", "sun.", "maplet."};
  private static final String MACHINE = PhysicalMemory.class.getPackageName() + ".";

  private final GuestSpaces spaces;
  private final String name;
  private final Set<Report> reports;

  /// Of an implementation that is there.
  ///
  /// @throws SubjectFailure when it doesn't say who it is
  public JvmProvider(GuestSpaces spaces) {
    this.spaces = spaces;
    name = answer("name", spaces::name);
    reports = answer("reports", spaces::reports);
  }

  /// Loads an implementation.
  ///
  /// @param name of a class that implements [GuestSpaces]
  /// @param path jars and folders of classes
  /// @throws IllegalArgumentException when there is none, or it lacks classes
  /// @throws SubjectFailure when its code throws something
  public static JvmProvider load(String name, List<Path> path) {
    return new JvmProvider(spaces(name, path));
  }

  static GuestSpaces spaces(String name, List<Path> path) {
    try {
      return constructor(name, path).newInstance();
    } catch (InvocationTargetException | ExceptionInInitializerError e) {
      Throwable cause = Optional.ofNullable(e.getCause()).orElse(e);
      throw cause instanceof NoClassDefFoundError ? incomplete(name, cause) : crash(cause);
    } catch (ReflectiveOperationException | LinkageError e) {
      throw incomplete(name, e);
    } catch (RuntimeException | Error e) {
      throw crash(e); // of a static initialiser: only exceptions are wrapped
    }
  }

  private static IllegalArgumentException incomplete(String name, Throwable cause) {
    return new IllegalArgumentException(
        ("%s can't be made: %s; it must not be abstract,"
                + " and all classes that it needs must be after the @")
            .formatted(name, cause),
        cause);
  }

  /// Looks whether an implementation can be loaded, and runs nothing of it.
  ///
  /// @throws IllegalArgumentException as [#load]
  public static void check(String name, List<Path> path) {
    constructor(name, path);
  }

  private static Constructor<? extends GuestSpaces> constructor(String name, List<Path> path) {
    URL[] urls = path.stream().map(JvmProvider::url).toArray(URL[]::new);
    // Open for as long as the process runs: classes are loaded from it until the end.
    @SuppressWarnings("resource")
    URLClassLoader loader = new URLClassLoader(urls, JvmProvider.class.getClassLoader());
    try {
      Class<?> found = Class.forName(name, false, loader);
      if (!GuestSpaces.class.isAssignableFrom(found)) {
        throw new IllegalArgumentException(
            "%s must implement %s".formatted(name, GuestSpaces.class.getName()));
      }
      return found.asSubclass(GuestSpaces.class).getConstructor();
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(
          "no class %s in %s; give its full name, and the jars or folders of classes after an @"
              .formatted(name, join(path)),
          e);
    } catch (NoSuchMethodException | LinkageError e) {
      throw new IllegalArgumentException(
          "%s must be a public class with a public constructor without parameters: %s"
              .formatted(name, e),
          e);
    }
  }

  private static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("no path of classes: " + path, e);
    }
  }

  private static String join(List<Path> path) {
    return path.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Set<Report> reports() {
    return reports;
  }

  private static <T> T answer(String question, Supplier<? extends @Nullable T> asked) {
    T answer;
    try {
      answer = asked.get();
    } catch (RuntimeException | Error e) {
      throw crash(e);
    }
    if (answer == null) {
      throw new SubjectFailure(SubjectFailure.Kind.GARBAGE, question + "() returned null");
    }
    return answer;
  }

  @Override
  public Subject open(String regimeId, SimulatedHost host) {
    return new JvmSubject(spaces.open(regimeId, host));
  }

  /// A crash, but for what the machine refuses: that is a wrong answer, of which the events tell.
  @Override
  public Optional<SubjectFailure> failure(Throwable thrown) {
    StackTraceElement[] frames = thrown.getStackTrace();
    if (frames.length > 0 && frames[0].getClassName().startsWith(MACHINE)) {
      return Optional.empty();
    }
    return Optional.of(crash(thrown));
  }

  private static SubjectFailure crash(Throwable thrown) {
    StackTraceElement[] frames = thrown.getStackTrace();
    String where =
        Arrays.stream(frames)
            .limit(FRAMES)
            .map(StackTraceElement::toString)
            .collect(Collectors.joining(", "));
    String what = StringUtils.abbreviate(StringUtils.normalizeSpace(thrown.toString()), LONGEST);
    Panic panic = new Panic(thrown.toString(), ownFrame(frames));
    return new SubjectFailure(SubjectFailure.Kind.CRASH, what + " at " + where, panic.key());
  }

  /// The top frame that is neither Java's nor Maplet's.
  private static String ownFrame(StackTraceElement[] frames) {
    return Arrays.stream(frames)
        .filter(frame -> !Strings.CS.startsWithAny(frame.getClassName(), OTHERS))
        .map(frame ->
            "%s.%s(%s:%d)"
                .formatted(
                    frame.getClassName(),
                    frame.getMethodName(),
                    frame.getFileName(),
                    frame.getLineNumber()))
        .findFirst()
        .orElse("");
  }
}

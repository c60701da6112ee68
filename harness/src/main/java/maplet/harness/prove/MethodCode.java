package maplet.harness.prove;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.instruction.LabelTarget;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// The instructions of one method, as they are in the class file that runs.
///
/// Exception handlers are left out: an exception inside one counts as escaped, and every theorem
/// demands that none escapes.
///
/// @param name class, method and descriptor
/// @param targets index of the instruction at each label
/// @param locals number of local variable slots
record MethodCode(
    String name, List<Instruction> instructions, Map<Label, Integer> targets, int locals) {

  /// Reads class files by internal name, and their methods, once.
  static final class Library {
    private final UnaryOperator<MethodCode> change;
    private Optional<Instant> deadline = Optional.empty();

    /// Makes libraries: each proof reads classes anew.
    interface Maker {
      Library make();
    }

    private final Map<String, ClassModel> classes = new HashMap<>();
    private final Map<String, Optional<MethodCode>> methods = new TreeMap<>();

    /// The classes as this JVM has them.
    Library() {
      this(code -> code);
    }

    /// The classes as this JVM has them, but for what a change makes of each method.
    Library(UnaryOperator<MethodCode> change) {
      this.change = change;
    }

    /// After a time no method is found any more, so that a mutant that goes round endlessly is
    /// given up.
    Library until(Instant time) {
      deadline = Optional.of(time);
      return this;
    }

    /// All methods that were asked for so far and have code, by name.
    List<MethodCode> used() {
      return methods.values().stream().flatMap(Optional::stream).toList();
    }

    /// The class file of an internal name, as this JVM loads it.
    private static byte[] resource(String type) {
      try (InputStream in = ClassLoader.getSystemResourceAsStream(type + ".class")) {
        if (in == null) {
          throw new RefusedException("no class file for " + type);
        }
        return in.readAllBytes();
      } catch (IOException e) {
        throw new RefusedException("class file of " + type, e);
      }
    }

    /// The method, looked for in the class and those above it.
    Optional<MethodCode> find(String type, String name, String descriptor) {
      if (deadline.isPresent() && Instant.now().isAfter(deadline.get())) {
        throw new RefusedException("out of time");
      }
      for (String at = type; !at.startsWith("java/"); at = superclass(at)) {
        Optional<MethodCode> code = declared(at, name, descriptor);
        if (code.isPresent()) {
          return code;
        }
      }
      return Optional.empty();
    }

    /// The method of a name as in [MethodCode#name].
    Optional<MethodCode> find(String name) {
      int descriptor = name.indexOf('(');
      int dot = name.lastIndexOf('.', descriptor);
      return find(
          name.substring(0, dot), name.substring(dot + 1, descriptor), name.substring(descriptor));
    }

    private String superclass(String type) {
      return model(type).superclass().map(ClassEntry::asInternalName).orElse("java/lang/Object");
    }

    private Optional<MethodCode> declared(String type, String name, String descriptor) {
      String key = type + "." + name + descriptor;
      Optional<MethodCode> known = methods.get(key);
      if (known == null) {
        known =
            model(type).methods().stream()
                .filter(method -> method.methodName().equalsString(name))
                .filter(method -> method.methodType().equalsString(descriptor))
                .findFirst()
                .flatMap(method -> read(key, method))
                .map(change);
        methods.put(key, known);
      }
      return known;
    }

    private ClassModel model(String type) {
      return classes.computeIfAbsent(type, name -> ClassFile.of().parse(resource(name)));
    }

    private static Optional<MethodCode> read(String name, MethodModel method) {
      return method
          .code()
          .map(code -> {
            List<Instruction> instructions = new ArrayList<>();
            Map<Label, Integer> targets = new HashMap<>();
            for (CodeElement element : code) {
              if (element instanceof LabelTarget target) {
                targets.put(target.label(), instructions.size());
              } else if (element instanceof Instruction instruction) {
                instructions.add(instruction);
              }
            }
            return new MethodCode(name, instructions, targets, ((CodeAttribute) code).maxLocals());
          });
    }
  }
}

package maplet.harness.prove;

import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/// Calls of methods: by contract, by the JVM itself where everything is known, or by executing the
/// method's own bytecode.
final class Calls {
  private static final String NULL_POINTER = "java/lang/NullPointerException";

  /// Methods of the JDK that make a box, a list or a text of anything, and throw nothing.
  private static final Set<String> HARMLESS =
      Set.of(
          "java/lang/Integer.valueOf",
          "java/lang/Long.valueOf",
          "java/lang/String.valueOf",
          "java/util/List.copyOf",
          "java/util/List.of");

  private static final AtomicLong ANY = new AtomicLong();

  private final Executor executor;
  private final Contracts contracts;

  Calls(Executor executor, Contracts contracts) {
    this.executor = executor;
    this.contracts = contracts;
  }

  /// One call.
  ///
  /// @param owner internal name of the class that the instruction names
  private record Call(String owner, String name, MethodTypeDesc type, boolean isStatic) {
    boolean isVoid() {
      return type.returnType().descriptorString().equals("V");
    }

    boolean isOfJdk() {
      return owner.startsWith("java/");
    }

    String text() {
      return owner + "." + name;
    }
  }

  void invoke(InvokeInstruction instruction, State state, Exits exits) {
    MethodTypeDesc type = instruction.typeSymbol();
    boolean isStatic = instruction.opcode() == Opcode.INVOKESTATIC;
    String name = instruction.name().stringValue();
    Call call = new Call(instruction.owner().asInternalName(), name, type, isStatic);
    List<Value> arguments = pop(state, type.parameterCount() + (isStatic ? 0 : 1));
    Optional<Contracts.Contract> contract = contracts.find(call.owner, call.name);
    if (contract.isPresent()) {
      contract.get().apply(arguments, state, exits);
    } else if (name.equals("<init>") && call.isOfJdk()) {
      // Objects of the JDK are exceptions and lists, of which nothing is asked.
      return;
    } else if (isStatic) {
      staticCall(call, arguments, state, exits);
    } else if (instruction.opcode() == Opcode.INVOKESPECIAL) {
      continueAfter(call, execute(call, call.owner, arguments, state), state, exits);
    } else {
      onReceiver(call, arguments, state, exits);
    }
  }

  /// Calls a method without arguments on a reference and leaves the result on the stack.
  void callOn(
      Reference receiver,
      String owner,
      String name,
      MethodTypeDesc type,
      State state,
      Exits exits) {
    onReceiver(new Call(owner, name, type, false), List.of(receiver), state, exits);
  }

  private static List<Value> pop(State state, int count) {
    List<Value> arguments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      arguments.addFirst(state.pop());
    }
    return arguments;
  }

  private void staticCall(Call call, List<Value> arguments, State state, Exits exits) {
    Optional<List<Object>> known = LiveObjects.known(arguments, call.type);
    if (known.isPresent()) {
      live(call, known.get(), state, exits);
    } else if (!call.isOfJdk()) {
      continueAfter(call, execute(call, call.owner, arguments, state), state, exits);
    } else if (HARMLESS.contains(call.text())) {
      pushUnknown(call, state);
    } else {
      throw new RefusedException("a call of " + call.text() + " with arguments that aren't known");
    }
  }

  /// What comes of values that aren't known: boxes, lists and texts, of which no theorem asks. A
  /// number that came out of it could be any.
  private static void pushUnknown(Call call, State state) {
    if (!call.isVoid()) {
      state.push(any(call));
    }
  }

  private static Value any(Call call) {
    return switch (call.type.returnType().descriptorString()) {
      case "J" -> Term.variable("any" + ANY.incrementAndGet(), Long.SIZE);
      case "I", "S", "B", "C", "Z" -> Term.variable("any" + ANY.incrementAndGet(), Integer.SIZE);
      default -> new Reference.Unknown(call.text());
    };
  }

  private Outcome execute(Call call, String type, List<Value> arguments, State state) {
    return executor.run(
        type,
        call.name,
        call.type.descriptorString(),
        state.guard(),
        state.heap(),
        arguments.toArray(Value[]::new));
  }

  private static void continueAfter(Call call, Outcome outcome, State state, Exits exits) {
    exits.threw(outcome.thrown());
    state.assume(outcome.returns());
    state.setHeap(outcome.heap());
    if (!state.isDead() && !call.isVoid()) {
      state.push(outcome.value().orElseThrow());
    }
  }

  /// Calls the JVM's own method.
  private static void live(Call call, List<Object> arguments, State state, Exits exits) {
    try {
      Value value = LiveObjects.call(call.owner, call.name, call.type, call.isStatic, arguments);
      if (!call.isVoid()) {
        state.push(value);
      }
    } catch (InvocationTargetException e) {
      exits.threw(e.getTargetException().getClass().getName().replace('.', '/'), state.guard());
      state.assume(Logic.no());
    }
  }

  private void onReceiver(Call call, List<Value> arguments, State state, Exits exits) {
    if (!(arguments.getFirst() instanceof Reference receiver)) {
      throw new RefusedException("a call on a word");
    }
    switch (receiver) {
      case Reference.Null _ -> {
        exits.threw(NULL_POINTER, state.guard());
        state.assume(Logic.no());
      }
      case Reference.Either either -> onEither(call, either, arguments, state, exits);
      case Reference.Made(int _, String type) ->
          continueAfter(call, execute(call, type, arguments, state), state, exits);
      case Reference.Live(Object object) -> onLive(call, object, arguments, state, exits);
      case Reference.Unknown _ -> pushUnknown(call, state);
      case Reference.Memory _, Reference.Dead _ ->
          throw new RefusedException("a call of %s on %s".formatted(call.text(), receiver));
    }
  }

  /// Both alternatives, each under its condition, then joined.
  private void onEither(
      Call call, Reference.Either either, List<Value> arguments, State state, Exits exits) {
    State left = state.where(either.condition());
    State right = state.where(Logic.not(either.condition()));
    called(call, either.left(), arguments, left, exits);
    called(call, either.right(), arguments, right, exits);
    if (left.isDead()) {
      continueAs(call, state, right);
    } else if (right.isDead()) {
      continueAs(call, state, left);
    } else {
      left.join(right);
      continueAs(call, state, left);
    }
  }

  private void called(
      Call call, Reference receiver, List<Value> arguments, State state, Exits exits) {
    if (!state.isDead()) {
      List<Value> own = new ArrayList<>(arguments);
      own.set(0, receiver);
      onReceiver(call, own, state, exits);
    }
  }

  private static void continueAs(Call call, State state, State other) {
    state.setHeap(other.heap());
    if (!other.isDead() && !call.isVoid()) {
      state.push(other.top());
    }
    state.resume(other.guard());
  }

  private void onLive(Call call, Object object, List<Value> arguments, State state, Exits exits) {
    Optional<List<Object>> known = LiveObjects.known(arguments, call.type);
    String type = object.getClass().getName().replace('.', '/');
    if (known.isPresent()) {
      live(call, known.get(), state, exits);
    } else if (type.startsWith("java/")) {
      ofJdk(call, object, arguments, state);
    } else {
      try {
        continueAfter(call, execute(call, type, arguments, state), state, exits);
      } catch (RefusedException e) {
        Alternatives alternatives = Alternatives.of(arguments).orElseThrow(() -> e);
        forEachValue(call, alternatives, arguments, state, exits);
      }
    }
  }

  /// Calls the JVM's own method with each value that an argument can have.
  private void forEachValue(
      Call call, Alternatives alternatives, List<Value> arguments, State state, Exits exits) {
    State joined = state.where(Logic.no());
    for (Map.Entry<Value, Term> alternative : alternatives.conditions().entrySet()) {
      State one = state.where(alternative.getValue());
      if (one.isDead()) {
        continue;
      }
      List<Value> own = alternatives.with(alternative.getKey(), arguments);
      live(call, LiveObjects.known(own, call.type).orElseThrow(), one, exits);
      if (joined.isDead()) {
        joined = one;
      } else if (!one.isDead()) {
        joined.join(one);
      }
    }
    continueAs(call, state, joined);
  }

  /// The few questions to objects of the JDK that depend on a variable.
  private static void ofJdk(Call call, Object object, List<Value> arguments, State state) {
    if (object instanceof BitSet bits
        && call.name.equals("get")
        && arguments.get(1) instanceof Term index) {
      Term isSet =
          bits.stream()
              .mapToObj(bit -> Logic.equal(index, Words.of(bit)))
              .reduce(Logic.no(), Logic::or);
      state.push(Words.ofTruth(isSet));
    } else if (object instanceof String) {
      state.push(any(call));
    } else {
      throw new RefusedException("a call of " + call.text() + " with arguments that aren't known");
    }
  }

  /// Texts, and switches on patterns.
  void dynamic(InvokeDynamicInstruction instruction, State state) {
    List<Value> arguments = pop(state, instruction.typeSymbol().parameterCount());
    switch (instruction.name().stringValue()) {
      case "makeConcatWithConstants" -> state.push(new Reference.Unknown("text"));
      case "typeSwitch" -> state.push(typeSwitch(instruction.bootstrapArgs(), arguments));
      default ->
          throw new RefusedException("a dynamic call of " + instruction.name().stringValue());
    }
  }

  /// The index of the first label that fits, from a given one on; -1 for null.
  private static Term typeSwitch(List<ConstantDesc> labels, List<Value> arguments) {
    if (!(arguments.get(0) instanceof Reference object)
        || !(arguments.get(1) instanceof Term from)
        || !from.isConstant()) {
      throw new RefusedException("a switch on something that isn't a reference");
    }
    Term index = Words.of(labels.size());
    for (int i = labels.size() - 1; i >= from.constant; i--) {
      if (!(labels.get(i) instanceof ClassDesc type)) {
        throw new RefusedException("a switch with the label " + labels.get(i));
      }
      String descriptor = type.descriptorString();
      String name = descriptor.substring(1, descriptor.length() - 1);
      index = Logic.choice(Types.isInstance(object, name), Words.of(i), index);
    }
    return Logic.choice(Types.isNull(object), Words.of(-1), index);
  }
}

package maplet.harness.prove;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import maplet.impl.Formats;
import maplet.impl.table.TableFormat;
import maplet.model.arch.Regime;

/// The code that a theorem is about, for one regime: the description (`model.arch`) and the
/// implementation (`impl`), ready to be executed on symbolic values.
final class Program {
  private static final String FORMAT = "maplet/impl/table/TableFormat";

  private final Regime regime;
  private final TableFormat format;
  private final MethodCode.Library library;
  private final Contracts contracts = Contracts.basic();
  private final Executor executor;
  private final List<Read> reads = new ArrayList<>();

  /// A read of memory: where, and under which condition.
  record Read(Term guard, Term address) {}

  /// @param library the classes, changed by a mutation or not
  Program(Regime regime, MethodCode.Library library, int mostRounds) {
    this(regime, Formats.find(regime.id()), library, mostRounds);
  }

  /// @param format the implementation's, of this regime; of another one theorems don't hold
  Program(Regime regime, TableFormat format, MethodCode.Library library, int mostRounds) {
    this.regime = regime;
    this.format = format;
    this.library = library;
    this.executor = new Executor(library, mostRounds, contracts);
    contracts.onRead((guard, address) -> reads.add(new Read(guard, address)));
  }

  Regime regime() {
    return regime;
  }

  TableFormat format() {
    return format;
  }

  Contracts contracts() {
    return contracts;
  }

  MethodCode.Library library() {
    return library;
  }

  Executor executor() {
    return executor;
  }

  /// The reads of memory since this was last asked.
  List<Read> takeReads() {
    List<Read> taken = List.copyOf(reads);
    reads.clear();
    return taken;
  }

  /// Calls a method of the regime's description.
  Outcome describe(String name, String descriptor, Heap heap, Value... arguments) {
    return on(
        regime, regime.getClass().getName().replace('.', '/'), name, descriptor, heap, arguments);
  }

  /// Calls a method of the regime's table format.
  Outcome ofFormat(String name, String descriptor, Heap heap, Value... arguments) {
    return on(format, FORMAT, name, descriptor, heap, arguments);
  }

  private Outcome on(
      Object receiver, String type, String name, String descriptor, Heap heap, Value... arguments) {
    Value[] all = new Value[arguments.length + 1];
    all[0] = new Reference.Live(receiver);
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return executor.run(type, name, descriptor, Logic.yes(), heap, all);
  }

  /// Calls a static method, or one of an object that was made.
  Outcome call(String type, String name, String descriptor, Heap heap, Value... arguments) {
    return executor.run(type, name, descriptor, Logic.yes(), heap, arguments);
  }

  /// Calls a method on a reference of which no more is known than its class.
  Outcome callOn(Reference receiver, String type, String name, String descriptor, Heap heap) {
    return executor.callOn(receiver, type, name, descriptor, heap);
  }

  /// A copy of an object of the running JVM, whose fields the code may change.
  ///
  /// @param others fields that have another value in the copy
  Made copy(Heap heap, Object original, Map<String, Value> others) {
    Map<String, Value> fields = LiveObjects.fields(original);
    fields.putAll(others);
    return make(heap, original.getClass().getName().replace('.', '/'), fields);
  }

  /// An object of the implementation with these fields.
  Made make(Heap heap, String type, Map<String, Value> fields) {
    Reference.Made object = (Reference.Made) executor.make(type);
    Heap next = heap;
    for (Map.Entry<String, Value> field : fields.entrySet()) {
      next = next.with(object.id(), field.getKey(), field.getValue());
    }
    return new Made(object, next);
  }

  /// A new object, and the heap that has it.
  record Made(Reference.Made object, Heap heap) {}
}

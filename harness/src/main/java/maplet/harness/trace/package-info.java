/// Trace files: operations on one guest address space, recorded so that they replay exactly.
///
/// A trace is JSON Lines. The first line is the [TraceHeader]: the format's version, the regime,
/// the address space's range and where the trace comes from. Every further line is one [TraceStep]:
/// an operation, from which frame request on the allocator refuses, and, where wanted, what the
/// operation must answer. `vectors/schema/trace-header.schema.json` and
/// `trace-operation.schema.json` publish the format for other tools; a test keeps them and
/// [TraceReader] of one mind.
///
/// This package uses the vocabulary of `maplet.model` and Jackson. Whoever runs, minimises, imports
/// or prints operations may use it. It runs nothing and prints nothing.
///
/// ## Design decisions
///
/// - *Chosen*: one line an operation, addresses as canonical hexadecimal text, one order of fields:
///   equal traces are equal bytes, and a version control system shows which operation changed.
///   *Rejected*: JSON numbers (most tools round 64-bit integers to doubles) and compressed files
///   (opaque to review).
/// - *Chosen*: the regime is an id here, resolved by whoever runs the trace. *Rejected*: looking it
///   up while reading; a trace of a regime that this build doesn't have could then not even be
///   shown.
/// - *Chosen*: the reader refuses whatever it doesn't know, with the line, the rule and the fix.
///   *Rejected*: skipping unknown fields; a misspelt `refuse` would silently replay another run.
/// - *Chosen*: the header names the layer of a page table's trace, and nothing where there is an
///   address space: traces from before this field existed stay as they are. *Rejected*: inferring
///   it from the first operation, for `clear` and `translate` are of both.
/// - *Chosen*: injected allocation failure is part of the step that meets it, since that is what
///   makes a replay exact. Host addresses of allocated frames are not recorded: which frame the
///   allocator hands out is the environment's choice, and every check follows it.
@NullMarked
package maplet.harness.trace;

import org.jspecify.annotations.NullMarked;

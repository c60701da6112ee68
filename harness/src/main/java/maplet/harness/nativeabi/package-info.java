/// Subjects behind the C ABI of `maplet.h`: any language that can build a shared library.
///
/// Used by: `conform` and `cli`. Uses: `subject`, `maplet.model`'s vocabulary, `maplet.model.arch`
/// (to tell a subject its regime), `maplet.impl.memory`, and `java.lang.foreign`. Start reading at
/// `harness/src/main/native/include/maplet.h`, then [maplet.harness.nativeabi.NativeSubject].
///
/// A library runs in this process, and can end it: whoever wants to survive that runs the whole
/// check in a child process (`conform` does).
///
/// ## Design decisions
///
/// - *Shared memory instead of upcalls*: an upcall costs 40 ns, a call 10 ns. Frames come from a
///   list in the control block, events go to one, by functions in the header.
/// - *Function addresses are arguments* of method handles that are constants, so that a call is
///   compiled; handles bound to addresses would be fields, and slower.
/// - *Guards around the memory* are patterns, not protected pages: a store there is a finding with
///   an address, where a protected page would be a crash among others.
/// - *A space that diverged is abandoned*, not destroyed: it may be in any state.
@NullMarked
package maplet.harness.nativeabi;

import org.jspecify.annotations.NullMarked;

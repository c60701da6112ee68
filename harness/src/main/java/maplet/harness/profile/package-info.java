/// Profiles: what a user's system is, in a small JSON file.
///
/// ```
/// {"maplet-profile": 1, "name": "my hypervisor", "regimes": [
///   "ept-5-mbe",
///   {"architecture": "aarch64", "granule": "16k", "inputBits": 40, "startLevel": 2,
///    "outputBits": 44, "features": ["fwb", "xnx"]}]}
/// ```
///
/// Used by: `cli`. Uses: `maplet.model.arch`, Jackson, and the error of `trace`.
///
/// ## Design decisions
///
/// - *A regime's name says everything*, so a profile's object is only another way of writing it:
///   its fields are the name's words, which each architecture declares
///   ([maplet.model.arch.NameWord]). A new architecture needs nothing here.
/// - *Features are a list*, in any order; names have one order, so that a regime has one name.
@NullMarked
package maplet.harness.profile;

import org.jspecify.annotations.NullMarked;

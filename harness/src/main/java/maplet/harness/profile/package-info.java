/// Profiles: what a user's system is, in a small JSON file.
///
/// ```
/// {"maplet-profile": 1, "name": "my hypervisor", "regimes": [
///   "ept-5-mbe",
///   {"architecture": "aarch64", "granule": "16k", "inputBits": 40, "startLevel": 2,
///    "outputBits": 44, "features": ["fwb", "xnx"]}]}
/// ```
///
/// Used by: `conform` and `cli`. Uses: `maplet.model` and `maplet.model.arch`, the names of
/// operations in `sequence`, the terms of `subject`, Jackson, and the error of `trace`.
///
/// ## Design decisions
///
/// - *A regime's name says everything*, so a profile's object is only another way of writing it:
///   its fields are the name's words, which each architecture declares
///   ([maplet.model.arch.NameWord]). A new architecture needs nothing here.
/// - *Features are a list*, in any order; names have one order, so that a regime has one name.
/// - *Claims stand beside regimes*: what an implementation has, and may do otherwise. A field that
///   isn't there claims everything, so that nobody leaves a check out by forgetting; freedoms alone
///   must be named.
@NullMarked
package maplet.harness.profile;

import org.jspecify.annotations.NullMarked;

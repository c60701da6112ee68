/// The language in which architectures are described: fields, entry formats, regimes, walks.
package maplet.model.arch;

/// What is right: guest address spaces as sets of mappings, with the rules that change them.
package maplet.model;

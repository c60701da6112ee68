/* What can be planted: bugs, by MAPLET_BUG=name, and freedoms that an implementation may take, by
 * MAPLET_FREEDOM=name. An implementation of your own has neither; this one shows what the suite
 * finds, and what it lets pass where the profile says so. */
#ifndef PLANTS_H
#define PLANTS_H

#define S2_BUGS(X)                                                                          \
  X(SPLIT_WIDENS, "split-widens")           /* the pieces of a split get all permissions */ \
  X(SPLIT_STRIDE, "split-stride")           /* the pieces are a base page apart */          \
  X(UNMAP_SHORT, "unmap-short")             /* the last page stays mapped */                \
  X(UNMAP_NO_FLUSH, "unmap-no-flush")       /* nothing is invalidated */                    \
  X(PROTECT_NO_FLUSH, "protect-no-flush")                                                   \
  X(FREE_FIRST, "free-first")               /* frames are freed before the invalidation */  \
  X(LEAKED_TABLE, "leaked-table")           /* an unlinked table isn't freed */             \
  X(LEAKED_FRAME, "leaked-frame")           /* an unmapped page isn't freed */              \
  X(NOT_ZEROED, "not-zeroed")               /* pages show what their last owner wrote */    \
  X(HALF_DONE, "half-done")                 /* out of frames: what was mapped stays */      \
  X(ALWAYS_WB, "always-wb")                 /* every page is write-back */                  \
  X(STRAY_BIT, "stray-bit")                 /* a bit that no manual explains in leaves */   \
  X(MAP_OVER, "map-over")                   /* an area over another is accepted */          \
  X(FAULT_REPLACES, "fault-replaces")       /* a second fault gets another frame */         \
  X(ANY_ALIGNMENT, "any-alignment")         /* low bits of a size are dropped */            \
  X(FLUSH_OPERAND, "flush-operand")         /* the operand isn't shifted */                 \
  X(NO_BREAK, "no-break")                   /* live entries replaced without a break */     \
  X(TORN_STORE, "torn-store")               /* an entry stored in two pieces */             \
  X(PAGE_ADDRESS, "page-address")           /* translate forgets the offset in the page */  \
  X(CRASH, "crash")                         /* a null pointer */                            \
  X(ABORT, "abort")                         /* a failed assertion */                        \
  X(HANG, "hang")                           /* a loop without end */                        \
  X(SCRIBBLE, "scribble")                   /* a store below the arena */                   \
  X(GARBAGE, "garbage")                     /* a code that isn't documented */

#define S2_FREEDOMS(X)                    \
  X(LEAF_CHOICE, "leaf-choice")           \
  X(KEEP_EMPTY_TABLES, "keep-empty-tables") \
  X(LAZY_REST, "lazy-rest")               \
  X(AGAIN, "again")                       \
  X(NO_ROLLBACK, "no-rollback")           \
  X(REFUSE_WIDEN, "refuse-widen")         \
  X(EAGER_INVALIDATE, "eager-invalidate") \
  X(SOFTWARE_BITS, "software-bits")       \
  X(OTHER_ERROR, "other-error")           \
  X(FRAME_CACHE, "frame-cache")

#define S2_CONSTANT(name, text) S2_BUG_##name,
enum { S2_BUG_NONE, S2_BUGS(S2_CONSTANT) S2_BUG_COUNT };
#undef S2_CONSTANT
#define S2_CONSTANT(name, text) S2_FREEDOM_##name,
enum { S2_FREEDOM_NONE, S2_FREEDOMS(S2_CONSTANT) S2_FREEDOM_COUNT };
#undef S2_CONSTANT

#define BUG(s, name) ((s)->bug == S2_BUG_##name)
#define FREEDOM(s, name) ((s)->freedom == S2_FREEDOM_##name)

#endif

/* What can be planted: bugs, by MAPLET_BUG=name or MAPLET_BUG=name,name,..., and freedoms that an
 * implementation may take, by MAPLET_FREEDOM. An implementation of your own has neither; this one
 * shows what the suite finds, and what it lets pass where the profile says so.
 *
 * MAPLET_BUG=crate-like plants the ten of S2_CRATE_LIKE together: what a young crate may have. */
#ifndef PLANTS_H
#define PLANTS_H

#define S2_BUGS(X)                                                                             \
  X(SPLIT_WIDENS, "split-widens")              /* the pieces of a split get all permissions */ \
  X(SPLIT_STRIDE, "split-stride")              /* the pieces are a base page apart */          \
  X(UNMAP_SHORT, "unmap-short")                /* the last page stays mapped */                \
  X(UNMAP_NO_FLUSH, "unmap-no-flush")          /* nothing is invalidated */                    \
  X(PROTECT_NO_FLUSH, "protect-no-flush")                                                      \
  X(FREE_FIRST, "free-first")                  /* frames are freed before the invalidation */  \
  X(LEAKED_TABLE, "leaked-table")              /* an unlinked table isn't freed */             \
  X(LEAKED_FRAME, "leaked-frame")              /* an unmapped page isn't freed */              \
  X(NOT_ZEROED, "not-zeroed")                  /* pages show what their last owner wrote */    \
  X(HALF_DONE, "half-done")                    /* out of frames: what was mapped stays */      \
  X(ALWAYS_WB, "always-wb")                    /* every page is write-back */                  \
  X(STRAY_BIT, "stray-bit")                    /* a bit that no manual explains in leaves */   \
  X(MAP_OVER, "map-over")                      /* an area over another is accepted */          \
  X(FAULT_REPLACES, "fault-replaces")          /* a second fault gets another frame */         \
  X(ANY_ALIGNMENT, "any-alignment")            /* low bits of a size are dropped */            \
  X(FLUSH_OPERAND, "flush-operand")            /* the operand isn't shifted */                 \
  X(NO_BREAK, "no-break")                      /* live entries replaced without a break */     \
  X(TORN_STORE, "torn-store")                  /* an entry stored in two pieces */             \
  X(PAGE_ADDRESS, "page-address")              /* translate forgets the offset in the page */  \
  X(HIGH_ALIAS, "high-alias")                  /* translate drops high address bits */         \
  X(BOUND_OFF_BY_ONE, "bound-off-by-one")      /* one page past the end is looked up */        \
  X(EMPTY_TABLES, "empty-tables")              /* tables stay when nothing is left in them */  \
  X(FLUSH_BESIDE, "flush-beside")              /* a split invalidates the next leaf */         \
  X(WRONG_LEVEL, "wrong-level")                /* a huge leaf is read one level down */        \
  X(NON_SHAREABLE, "non-shareable")            /* Arm: SH is 0 for normal memory */            \
  X(PERMISSIONS_IGNORED, "permissions-ignored")/* translate grants everything */               \
  X(PERMISSIONS_SWAPPED, "permissions-swapped")/* write and execute for each other */          \
  X(HUGE_STAYS, "huge-stays")                  /* protect leaves huge leaves as they are */    \
  X(FLAGS_LOST, "flags-lost")                  /* protect forgets accessed and dirty */        \
  X(USE_AFTER_FREE, "use-after-free")          /* a table is written after it is freed */      \
  X(FAULT_BEYOND, "fault-beyond")              /* a fault outside of the space is "handled" */ \
  X(SINGLE_ROOT, "single-root")                /* one root table is walked for several */      \
  X(PROTECT_ABSENT, "protect-absent")          /* protect makes absent pages present */        \
  X(FREED_TWICE, "freed-twice")                /* each frame is freed twice */                 \
  X(MAP_INTO_LEAF, "map-into-leaf")            /* a page is mapped over a huge leaf */         \
  X(OPERAND_CUT, "operand-cut")                /* the operand has 16 bits */                   \
  X(LIMIT_BEYOND, "limit-beyond")              /* translate tells 512 times the page size */   \
  X(XN_MISSING, "xn-missing")                  /* Arm: everything can be executed */           \
  X(WRITE_INVERTED, "write-inverted")          /* translate tells write as its opposite */     \
  X(MISALIGNED_LEAF, "misaligned-leaf")        /* a huge leaf's host address isn't checked */  \
  X(CRASH, "crash")                            /* a null pointer */                            \
  X(ABORT, "abort")                            /* a failed assertion */                        \
  X(HANG, "hang")                              /* a loop without end */                        \
  X(HANG_IN_DESTROY, "hang-in-destroy")        /* a loop when a full space is destroyed */     \
  X(LEAK_IN_DESTROY, "leak-in-destroy")        /* pages of a full space stay allocated */      \
  X(SCRIBBLE, "scribble")                      /* a store below the arena */                   \
  X(GARBAGE, "garbage")                        /* a code that isn't documented */              \
  X(NO_FLUSH, "no-flush")                      /* no operation invalidates anything */         \
  X(EMPTY_RANGE_ERROR, "empty-range-error")    /* a size of zero is refused as an overlap */   \
  X(PANIC, "panic")                            /* a caught panic where a range wraps around */

#define S2_CRATE_LIKE                                                                          \
  "no-flush,empty-range-error,panic,non-shareable,fault-replaces,leaked-frame,limit-beyond,"   \
  "unmap-short,any-alignment,permissions-ignored"

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

#define BUG(s, name) ((s)->bugs >> S2_BUG_##name & 1)
#define FREEDOM(s, name) ((s)->freedoms >> S2_FREEDOM_##name & 1)

#endif

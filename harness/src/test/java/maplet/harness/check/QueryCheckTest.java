package maplet.harness.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.Optional;
import java.util.function.UnaryOperator;
import maplet.harness.sequence.OperationSlot;
import maplet.harness.sequence.RecordedSequence;
import maplet.harness.sequence.Setup;
import maplet.harness.subject.SubjectProvider;
import maplet.harness.subject.SubjectQueries;
import maplet.model.Access;
import maplet.model.Attributes;
import maplet.model.Backing;
import maplet.model.MemoryType;
import maplet.model.Operation;
import maplet.model.Permissions;
import maplet.model.Status;
import maplet.model.arch.Regimes;
import org.junit.jupiter.api.Test;

/// Subjects whose queries answer wrongly, and whose accesses go astray.
class QueryCheckTest {
  private static final Setup SETUP = new Setup(0, 16L << 20);
  private static final Attributes READ_ONLY = new Attributes(Permissions.R, MemoryType.WRITE_BACK);
  private static final Operation MAP =
      new Operation.MapAllocated(0x1000, 0x4000, Attributes.RAM, true);
  private static final Operation MAP_READ_ONLY =
      new Operation.MapAllocated(0x5000, 0x1000, READ_ONLY, true);
  private static final Operation RUN = new Operation.TranslateRun(0x1234, Access.READ);
  private static final Operation BUFFER = new Operation.ByteBuffer(0x1234, 0x3000, Access.READ);
  private static final Operation AREA = new Operation.FindArea(0x1234);
  private static final Operation FREE = new Operation.FindFreeArea(0, 0x1000, 0x1000, 0, -1);
  private static final Operation READ = new Operation.ReadMemory(0x1ffb, 0x1010);
  private static final Operation WRITE = new Operation.WriteMemory(0x1ffb, 0x1010, 5);

  @Test
  void theRightSubjectConforms() {
    assertEquals(
        Optional.empty(),
        replay(
            real -> real, MAP, MAP_READ_ONLY, RUN, BUFFER, AREA, FREE, READ, WRITE, READ, WRITE));
  }

  @Test
  void sizesLargerThanTheHostAreRefused() {
    assertEquals(
        Optional.empty(),
        replay(
            real -> real,
            MAP,
            new Operation.ReadMemory(0x1234, -0x1235),
            new Operation.WriteMemory(0x1234, 1L << 40, 1),
            new Operation.ByteBuffer(0x1234, -1, Access.READ)));
  }

  @Test
  void aRunThatIsTooLongIsFound() {
    assertFound(
        real ->
            new Wrong(real) {
              @Override
              public long runSize(int index) {
                return super.runSize(index) + 1;
              }
            },
        "bytes at 0x",
        RUN,
        BUFFER);
  }

  @Test
  void aRunElsewhereIsFound() {
    assertFound(
        real ->
            new Wrong(real) {
              @Override
              public long runHpa(int index) {
                return 0x42;
              }
            },
        "bytes at 0x42",
        RUN,
        BUFFER);
  }

  @Test
  void aBufferInMoreRunsThanNeededIsFound() {
    assertFound(
        real ->
            new Wrong(real) {
              @Override
              public int runs() {
                return super.runs() + 1;
              }
            },
        "bytes at",
        BUFFER);
  }

  @Test
  void eachFieldOfAnAreaIsCompared() {
    assertFound(
        real ->
            new Wrong(real) {
              @Override
              public long areaStart() {
                return 0;
              }
            },
        "area [0x0, 0x4000)",
        AREA);
    assertFound(
        real ->
            new Wrong(real) {
              @Override
              public long areaSize() {
                return 0x1000;
              }
            },
        "area [0x1000, 0x2000)",
        AREA);
    assertFound(
        real ->
            new Wrong(real) {
              @Override
              public int areaAttributes() {
                return -1;
              }
            },
        "attribute code -1",
        AREA);
    assertFound(
        real ->
            new Wrong(real) {
              @Override
              public Backing areaBacking() {
                return Backing.LINEAR;
              }
            },
        "linear",
        AREA);
  }

  @Test
  void anotherFreeAddressIsFound() {
    assertFound(
        real ->
            new Wrong(real) {
              @Override
              public long freeArea() {
                return 0x6000;
              }
            },
        "0x6000",
        FREE);
  }

  @Test
  void bytesThatWereReadElsewhereAreFound() {
    assertFound(
        real ->
            new Wrong(real) {
              @Override
              public Status readMemory(long gpa, long size, byte[] target) {
                Status status = super.readMemory(gpa, size, target);
                target[(int) size - 1]++;
                return status;
              }
            },
        "byte 0x",
        READ);
  }

  @Test
  void aRefusedReadThatMovesBytesIsFound() {
    assertFound(
        real ->
            new Wrong(real) {
              @Override
              public Status readMemory(long gpa, long size, byte[] target) {
                super.readMemory(gpa, 1, target);
                return super.readMemory(gpa, size, target);
              }
            },
        "byte 0x",
        new Operation.ReadMemory(0x5000, 0x2000));
  }

  @Test
  void aWriteThatChangesItsNeighboursIsFound() {
    for (long neighbour : new long[] {0x1ffa, 0x1000, 0x300b, 0x3fff}) {
      Violation found =
          assertFound(
              real ->
                  new Wrong(real) {
                    @Override
                    public Status writeMemory(long gpa, long size, byte[] source) {
                      super.writeMemory(neighbour, 1, new byte[] {0x33});
                      return super.writeMemory(gpa, size, source);
                    }
                  },
              "byte 0x33",
              WRITE);
      assertEquals(neighbour, found.gpa());
    }
  }

  @Test
  void aWriteThatIsLeftOutIsFound() {
    assertFound(
        real ->
            new Wrong(real) {
              @Override
              public Status writeMemory(long gpa, long size, byte[] source) {
                return super.writeMemory(gpa, size - 1, source);
              }
            },
        "byte 0x00",
        WRITE);
  }

  @Test
  void aRefusedWriteThatHasBegunIsFound() {
    Violation found =
        assertFound(
            real ->
                new Wrong(real) {
                  @Override
                  public Status writeMemory(long gpa, long size, byte[] source) {
                    super.writeMemory(gpa, 8, source);
                    return super.writeMemory(gpa, size, source);
                  }
                },
            "byte 0x",
            new Operation.WriteMemory(0x4ff0, 0x20, 9));
    assertEquals(0x4ff0, found.gpa());
  }

  private static Violation assertFound(
      UnaryOperator<SubjectQueries> wrap, String actual, Operation... queries) {
    Violation last = new Violation(Oracle.FRAME, 0, "", "");
    for (Operation query : queries) {
      last = replay(wrap, MAP, MAP_READ_ONLY, query).orElseThrow().first();
      assertEquals(Oracle.OUTCOME, last.oracle());
      assertTrue(last.actual().contains(actual), last::toString);
    }
    return last;
  }

  private static Optional<Divergence> replay(
      UnaryOperator<SubjectQueries> wrap, Operation... operations) {
    SubjectProvider provider =
        DelegatingSubject.provider(right -> {
          SubjectQueries queries = wrap.apply(right.subject().queries());
          return new DelegatingSubject(right.subject()) {
            @Override
            public SubjectQueries queries() {
              return queries;
            }
          };
        });
    RecordedSequence sequence = new RecordedSequence();
    OperationSlot slot = new OperationSlot();
    for (Operation operation : operations) {
      slot.set(operation, 0, false);
      sequence.add(slot);
    }
    try (SequenceRunner runner =
        new SequenceRunner(Regimes.find("ept-4"), provider, EnumSet.allOf(Oracle.class))) {
      return runner.replayUntil(SETUP, sequence, _ -> true);
    }
  }

  /// The right queries, for tests to answer wrongly in one place.
  private static class Wrong implements SubjectQueries {
    private final SubjectQueries real;

    Wrong(SubjectQueries real) {
      this.real = real;
    }

    @Override
    public Status translateRun(long gpa, Access access) {
      return real.translateRun(gpa, access);
    }

    @Override
    public Status byteBuffer(long gpa, long size, Access access) {
      return real.byteBuffer(gpa, size, access);
    }

    @Override
    public Status readMemory(long gpa, long size, byte[] target) {
      return real.readMemory(gpa, size, target);
    }

    @Override
    public Status writeMemory(long gpa, long size, byte[] source) {
      return real.writeMemory(gpa, size, source);
    }

    @Override
    public Status findArea(long gpa) {
      return real.findArea(gpa);
    }

    @Override
    public Status findFreeArea(
        long hint, long size, long alignment, long limitStart, long limitEnd) {
      return real.findFreeArea(hint, size, alignment, limitStart, limitEnd);
    }

    @Override
    public int runs() {
      return real.runs();
    }

    @Override
    public long runHpa(int index) {
      return real.runHpa(index);
    }

    @Override
    public long runSize(int index) {
      return real.runSize(index);
    }

    @Override
    public long areaStart() {
      return real.areaStart();
    }

    @Override
    public long areaSize() {
      return real.areaSize();
    }

    @Override
    public int areaAttributes() {
      return real.areaAttributes();
    }

    @Override
    public Backing areaBacking() {
      return real.areaBacking();
    }

    @Override
    public long freeArea() {
      return real.freeArea();
    }
  }
}

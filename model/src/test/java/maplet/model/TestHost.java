package maplet.model;

/// A host whose frames are a function of the step and the page, so that it gives two address spaces
/// the same, and no frame twice.
///
/// @param step number of the operation
/// @param refused whether a frame was refused
/// @param missing guest address of the one page that gets no frame, or -1
record TestHost(int step, boolean refused, long missing) implements Environment {
  private static final long FIRST_FRAME = 0x40_0000;

  TestHost(int step) {
    this(step, false, -1);
  }

  static TestHost refusing() {
    return new TestHost(0, true, -1);
  }

  @Override
  public long frameFor(long gpa) {
    if (gpa == missing) {
      return NO_FRAME;
    }
    long page = (gpa - TestSpaces.BASE) / TestSpaces.PAGE;
    return FIRST_FRAME + (step * (long) TestSpaces.PAGES + page) * TestSpaces.PAGE;
  }
}

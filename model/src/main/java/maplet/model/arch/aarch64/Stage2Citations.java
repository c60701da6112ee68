package maplet.model.arch.aarch64;

import maplet.model.arch.Citation;

/// Where the manual says what stage 2 does; rule ids as in the edition with FEAT_D128 (L.a).
final class Stage2Citations {
  private static final String ARM = "Arm ARM DDI 0487";

  static final Citation DESCRIPTORS =
      new Citation(ARM, "D8.3.1 VMSAv8-64 descriptor formats", "R_DMBGN");
  static final Citation TABLE_DESCRIPTORS =
      new Citation(ARM, "D8.3.1.1 VMSAv8-64 Table descriptor format", "R_XFNBW");
  static final Citation INVALID_DESCRIPTORS =
      new Citation(ARM, "D8.3.1.3 VMSAv8-64 Invalid descriptor format", "R_JYLCV");
  static final Citation RESERVED_DESCRIPTORS =
      new Citation(ARM, "D8.15.1.1 Translation fault", "R_KRMJZ");
  static final Citation INPUT_SIZE = new Citation(ARM, "D8.15.1.1 Translation fault", "R_VZZSZ");
  static final Citation OUTPUT_SIZE = new Citation(ARM, "D8.15.1.2 Address size fault", "R_CVSBH");
  static final Citation ROOT_SIZE = new Citation(ARM, "D8.15.1.2 Address size fault", "R_BFHQH");
  static final Citation DATA_ACCESS =
      new Citation(ARM, "D8.4.2.1 Stage 2 Direct permissions", "R_FQNDX");
  static final Citation EXECUTE =
      new Citation(ARM, "D8.4.2.1 Stage 2 Direct permissions", "R_PRCFD");
  static final Citation EXECUTE_APART =
      new Citation(ARM, "D8.4.2.1 Stage 2 Direct permissions", "R_STCTY");
  static final Citation PERMISSION_FAULT =
      new Citation(ARM, "D8.15.1.5 Permission fault", "R_CSRQR");
  static final Citation MEMORY_TYPE =
      new Citation(
          ARM,
          "D8.6.5 Stage 2 memory type and Cacheability attributes when FWB is disabled",
          "R_HMNDG");
  static final Citation FORCED_MEMORY_TYPE =
      new Citation(
          ARM,
          "D8.6.6 Stage 2 memory type and Cacheability attributes when FWB is enabled",
          "R_RHWZM");
  static final Citation SHAREABILITY =
      new Citation(ARM, "D8.6.7 Stage 2 Shareability attributes", "R_DNZJQ");
  static final Citation SOFTWARE_ACCESS_FLAG =
      new Citation(ARM, "D8.5.1.1 Software management of the Access flag", "R_SWTYY");
  static final Citation HARDWARE_ACCESS_FLAG =
      new Citation(ARM, "D8.5.1.2 Hardware management of the Access flag", "R_HDTRB");
  static final Citation DIRTY_STATE =
      new Citation(ARM, "D8.5.2.1 Hardware management of the dirty state", "R_XZFQH");
  static final Citation BREAK_BEFORE_MAKE =
      Citation.of(ARM, "D8.17 TLB maintenance, break-before-make");

  private Stage2Citations() {}
}

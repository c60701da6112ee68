package maplet.harness.trace;

import java.util.List;

/// Lines of traces, good and bad, for the tests of the reader and of the schemas.
final class TraceLines {
  static final String HEADER =
      "{'maplet-trace':1,'regime':'ept-4','base':'0x0','size':'0x1000','title':'t','provenance':"
              .replace('\'', '"')
          + "{'recorded':'r','packages':['a 1'],'command':'c'}}".replace('\'', '"');

  static final List<String> GOOD =
      lines(
          "{'op':'map-linear','gpa':'0x1000','hpa':'0xffffffffffffffff','size':'0x2000',"
              + "'permissions':'rw-','memory':'non-cacheable'}",
          "{'op':'map-allocated','gpa':'0x1000','size':'0x0','permissions':'---',"
              + "'memory':'write-back','populate':true,'refuse':3,'refuse-once':true}",
          "{'op':'unmap','gpa':'0x0','size':'0x1000','expect':{'status':'done'}}",
          "{'op':'protect','gpa':'0x0','size':'0x1000','permissions':'r-x','memory':'device',"
              + "'refuse':1,'expect':{'status':'no-memory','rule':'allocator'}}",
          "{'op':'clear'}",
          "{'op':'handle-fault','gpa':'0xabc','access':'execute'}",
          "{'op':'translate','gpa':'0xabc','access':'read'}",
          "{'op':'touch','gpa':'0xabc','access':'user-execute'}",
          "{'op':'damaged-walk','gpa':'0xabc','access':'read','height':7,"
              + "'flips':'0x8000000000000000'}",
          "{'op':'damaged-walk','gpa':'0xabc','access':'read','height':2,'flips':'0x1',"
              + "'others':'0x2'}",
          "{'op':'translate-run','gpa':'0xabc','access':'write','expect':{'status':'run-found'}}",
          "{'op':'byte-buffer','gpa':'0xabc','size':'0x3','access':'read',"
              + "'expect':{'status':'not-mapped','rule':'one-area'}}",
          "{'op':'read-memory','gpa':'0xabc','size':'0x3'}",
          "{'op':'write-memory','gpa':'0xabc','size':'0x3','seed':'0x1'}",
          "{'op':'find-area','gpa':'0xabc'}",
          "{'op':'find-free-area','hint':'0x1','size':'0x1000','alignment':'0x1000',"
              + "'limit-start':'0x0','limit-end':'0xffffffffffffffff'}");

  static final String TABLE_HEADER = HEADER.replace("\"base\"", "\"layer\":\"table\",\"base\"");

  static final List<String> GOOD_ON_TABLE =
      lines(
          "{'op':'map-page','gpa':'0x1000','hpa':'0xffffffffffffffff','page-size':'0x2000',"
              + "'permissions':'rw-','memory':'non-cacheable','refuse':3}",
          "{'op':'unmap-page','gpa':'0xabc','expect':{'status':'removed'}}",
          "{'op':'remap','gpa':'0xabc','hpa':'0x1000','permissions':'rwx','memory':'write-back'}",
          "{'op':'query-page','gpa':'0xabc','expect':{'status':'not-mapped','rule':'no-mapping'}}",
          "{'op':'map-region','gpa':'0x0','hpa':'0x0','size':'0x1000','permissions':'---',"
              + "'memory':'device','allow-huge':false,"
              + "'expect':{'status':'mapped-to-huge-page','rule':'larger-leaf'}}",
          "{'op':'unmap-region','gpa':'0x0','size':'0x1000'}",
          "{'op':'protect-region','gpa':'0x0','size':'0x1000','permissions':'r--',"
              + "'memory':'write-back','expect':{'status':'already-exists','rule':'mapped'}}",
          "{'op':'walk-table'}",
          "{'op':'clear'}",
          "{'op':'translate','gpa':'0xabc','access':'read'}");

  static final List<Bad> BAD =
      List.of(
          operation("", "one JSON object"),
          operation("[]", "it is something else"),
          operation("{'op':'clear'", "one JSON object"),
          operation("{'op':'clear'} {}", "one JSON object"),
          operation("{'gpa':'0x0'}", "'op' is missing"),
          operation("{'op':1}", "'op' must be a string"),
          operation("{'op':'move'}", "operation 'move' is unknown"),
          operation("{'op':'query-page'}", "'gpa' is missing"),
          operation(
              "{'op':'map-region','gpa':'0x0','hpa':'0x0','size':'0x1','permissions':'rw-',"
                  + "'memory':'device','allow-huge':'no'}",
              "'allow-huge' must be true or false"),
          operation(
              "{'op':'map-page','gpa':'0x0','hpa':'0x0','size':'0x1','permissions':'rw-',"
                  + "'memory':'device'}",
              "'page-size' is missing"),
          header("\"base\"", "\"layer\":\"areas\",\"base\"", "'layer' must be one of space, table"),
          operation("{'op':'clear','gpa':'0x0'}", "'gpa' is unknown here"),
          operation("{'op':'unmap','gpa':'0x0'}", "'size' is missing"),
          operation("{'op':'unmap','gpa':0,'size':'0x1'}", "'gpa' must be a string"),
          operation("{'op':'unmap','gpa':'0X0','size':'0x1'}", "'gpa' must be a number"),
          operation("{'op':'unmap','gpa':'0x01','size':'0x1'}", "leading zeros"),
          operation("{'op':'unmap','gpa':'0xA','size':'0x1'}", "lower case"),
          operation("{'op':'unmap','gpa':'0x10000000000000000','size':'0x1'}", "'gpa' must"),
          operation("{'op':'translate','gpa':'0x0','access':'fetch'}", "read, write, execute"),
          operation(
              "{'op':'damaged-walk','gpa':'0x0','access':'read','height':8,'flips':'0x1'}",
              "'height' must be an integer from 0 to 7"),
          operation(
              "{'op':'damaged-walk','gpa':'0x0','access':'read','height':-1,'flips':'0x1'}",
              "'height' must be an integer from 0 to 7"),
          operation(
              "{'op':'damaged-walk','gpa':'0x0','access':'read','height':'1','flips':'0x1'}",
              "'height' must be an integer from 0 to 7"),
          operation("{'op':'write-memory','gpa':'0x0','size':'0x1'}", "'seed' is missing"),
          operation("{'op':'find-area','gpa':'0x0','size':'0x1'}", "'size' is unknown here"),
          operation("{'op':'clear','refuse':0}", "'refuse' must be an integer from 1"),
          operation("{'op':'clear','refuse':1.5}", "'refuse' must be an integer from 1"),
          operation("{'op':'clear','refuse':2147483648}", "'refuse' must be an integer from 1"),
          operation("{'op':'clear','refuse':'1'}", "'refuse' must be an integer from 1"),
          operation("{'op':'clear','refuse-once':true}", "'refuse-once' needs field 'refuse'"),
          operation("{'op':'clear','refuse':1,'refuse-once':1}", "'refuse-once' must be true"),
          operation("{'op':'clear','expect':'done'}", "'expect' must be an object"),
          operation("{'op':'clear','expect':{}}", "'status' is missing"),
          operation("{'op':'clear','expect':{'status':'good'}}", "'status' must be one of"),
          operation(
              "{'op':'clear','expect':{'status':'done','rule':'no'}}", "'rule' must be one of"),
          operation("{'op':'clear','expect':{'status':'done','why':''}}", "'why' is unknown"),
          operation(
              "{'op':'protect','gpa':'0x0','size':'0x1','permissions':'wr-','memory':'device'}",
              "permissions (wr-)"),
          operation(
              "{'op':'protect','gpa':'0x0','size':'0x1','permissions':'rw-','memory':'ram'}",
              "'memory' must be one of write-back"),
          operation(
              "{'op':'map-allocated','gpa':'0x0','size':'0x1','permissions':'rw-',"
                  + "'memory':'device','populate':1}",
              "'populate' must be true or false"),
          new Bad(true, "{\"op\":\"clear\"}", "first line must be the header"),
          header("\"maplet-trace\":1", "\"maplet-trace\":2", "version must be 1, but is 2"),
          header("\"maplet-trace\":1", "\"maplet-trace\":\"1\"", "'maplet-trace' must be"),
          header("ept-4", "EPT 4", "regime's id"),
          header("\"0x1000\"", "4096", "'size' must be a string"),
          header("\"title\":\"t\",", "", "'title' is missing"),
          header("\"title\":\"t\",", "\"title\":\"t\",\"sead\":\"0x1\",", "'sead' is unknown"),
          header("\"title\":\"t\",", "\"title\":\"t\",\"seed\":1,", "'seed' must be a string"),
          header("[\"a 1\"]", "\"a 1\"", "'packages' must be a list"),
          header("[\"a 1\"]", "[1]", "'packages' must be a list"),
          header("[\"a 1\"]", "[\"\"]", "'packages' must be a list"),
          header("\"command\":\"c\"", "\"command\":\"c\",\"host\":\"h\"", "'host' is unknown"),
          header(
              "\"title\"",
              "\"divergence\":{\"subject\":\"s\",\"oracle\":\"o\",\"step\":0,\"expected\":\"e\","
                  + "\"actual\":\"a\"},\"title\"",
              "'step' must be an integer"),
          header("\"title\"", "\"divergence\":{},\"title\"", "'subject' is missing"));

  private TraceLines() {}

  /// A line that isn't a trace's.
  ///
  /// @param header whether it stands in the place of the header
  /// @param complaint part of the rule that the reader must name
  record Bad(boolean header, String line, String complaint) {}

  private static Bad operation(String line, String complaint) {
    return new Bad(false, line.replace('\'', '"'), complaint);
  }

  private static Bad header(String part, String replacement, String complaint) {
    return new Bad(true, HEADER.replace(part, replacement), complaint);
  }

  private static List<String> lines(String... lines) {
    return List.of(lines).stream().map(line -> line.replace('\'', '"')).toList();
  }
}

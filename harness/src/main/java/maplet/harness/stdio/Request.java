package maplet.harness.stdio;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/// What is written to a subject: the fields of one request but for its id.
@FunctionalInterface
interface Request {
  /// Writes the fields.
  void write(JsonGenerator json) throws IOException;

  /// A request without operands.
  static Request of(String what) {
    return json -> json.writeStringField("do", what);
  }

  /// The line that asks it, with its end.
  default byte[] line(long id) {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      write(json);
      json.writeNumberField("id", id);
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e); // there is none in memory
    }
    return line.toByteArray();
  }

  /// Who are you?
  static Request start() {
    return json -> {
      of("start").write(json);
      json.writeNumberField("protocol", ReplyReader.PROTOCOL);
    };
  }

  JsonFactory JSON = new JsonFactory();
}

// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.fleet;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Locale;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/** A line of a report: a result in JSON. */
record ReportLine(UpgradeTarget target, DatabaseUrl url, FleetState state) {

  /** Returns the line for a result, without a line break. */
  static String write(UpgradeTarget target, FleetResult result, Instant finished) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("module", target.module());
      json.writeNumberField("to", target.version());
      writeFields(json, result);
      json.writeStringField("finished", finished.toString());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a StringWriter never throws IOException
    }
    return text.toString();
  }

  /** Writes the fields of a result into the current object. */
  static void writeFields(JsonGenerator json, FleetResult result) throws IOException {
    json.writeStringField("database", result.member().name());
    json.writeStringField("url", result.member().urlWithoutPassword());
    json.writeStringField("state", result.state().toString());
    json.writeNumberField("exit", result.exit().number());
    json.writeStringField("detail", result.detail());
    json.writeStringField("fix", result.fix());
    json.writeNumberField("milliseconds", result.duration().toMillis());
  }

  /**
   * Parses a line. Unknown fields are ignored.
   *
   * @throws IOException if the line is not valid JSON
   * @throws IllegalArgumentException if a field is missing or invalid
   */
  static ReportLine read(String line) throws IOException {
    String module = "";
    String url = "";
    String state = "";
    int version = -1;
    try (JsonParser json = new JsonFactory().createParser(line)) {
      while (json.nextToken() != null) {
        if (json.currentToken() == JsonToken.FIELD_NAME) {
          String name = json.currentName();
          json.nextToken();
          switch (name) {
            case "module" -> module = json.getText();
            case "to" -> version = json.getIntValue();
            case "url" -> url = json.getText();
            case "state" -> state = json.getText();
            default -> json.skipChildren();
          }
        }
      }
    }
    return new ReportLine(
        new UpgradeTarget(module, version),
        DatabaseUrl.parse(url),
        FleetState.valueOf(state.toUpperCase(Locale.ROOT)));
  }
}

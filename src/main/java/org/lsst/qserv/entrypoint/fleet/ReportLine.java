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

/** A result as JSON: a line of a report, an element of what a command prints. */
record ReportLine(FleetSubject subject, DatabaseUrl url, FleetState state) {

  /** The line, without its end. */
  static String write(FleetSubject subject, FleetResult result, Instant ended) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("module", subject.module());
      json.writeNumberField("to", subject.version());
      fields(json, result);
      json.writeStringField("ended", ended.toString());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // not in memory
    }
    return text.toString();
  }

  /** What a result says, into the object that is open. */
  static void fields(JsonGenerator json, FleetResult result) throws IOException {
    json.writeStringField("database", result.member().name());
    json.writeStringField("url", result.member().openUrl());
    json.writeStringField("state", result.state().toString());
    json.writeNumberField("exit", result.exit().number());
    json.writeStringField("detail", result.detail());
    json.writeStringField("fix", result.fix());
    json.writeNumberField("milliseconds", result.took().toMillis());
  }

  /**
   * Reads one.
   *
   * @throws IOException if it is no JSON
   * @throws IllegalArgumentException if it is no line of a report
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
        new FleetSubject(module, version),
        DatabaseUrl.parse(url),
        FleetState.valueOf(state.toUpperCase(Locale.ROOT)));
  }
}

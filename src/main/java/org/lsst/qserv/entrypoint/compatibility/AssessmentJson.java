// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.compatibility;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.lsst.qserv.entrypoint.io.IndentedJson;

/** Writes an assessment as JSON. An incompatible change increments the version. */
public final class AssessmentJson {
  private static final int VERSION = 1;

  private AssessmentJson() {}

  /** Returns the assessment as a JSON object, followed by a newline. */
  public static String of(Assessment assessment) {
    return IndentedJson.object(json -> write(json, assessment));
  }

  private static void write(JsonGenerator json, Assessment assessment) throws IOException {
    json.writeNumberField("version", VERSION);
    json.writeStringField("verdict", assessment.verdict().toString());
    json.writeNumberField("exit-code", assessment.verdict().exit());
    release(json, "from", assessment.from());
    release(json, "to", assessment.to());
    json.writeArrayFieldStart("findings");
    for (Finding finding : assessment.findings()) {
      json.writeStartObject();
      json.writeStringField("fact", finding.fact());
      json.writeStringField("from", finding.from());
      json.writeStringField("to", finding.to());
      json.writeStringField("effect", finding.effect().toString());
      json.writeStringField("reason", finding.reason());
      json.writeEndObject();
    }
    json.writeEndArray();
    IndentedJson.texts(json, "warnings", assessment.warnings());
    IndentedJson.texts(json, "restart-order", assessment.restartOrder());
  }

  private static void release(JsonGenerator json, String name, ImageFacts facts)
      throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("release", facts.release().text());
    json.writeStringField("release-line", facts.releaseLine().text());
    json.writeEndObject();
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.explain;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.lsst.qserv.entrypoint.explain.Explanation.Advice;
import org.lsst.qserv.entrypoint.explain.Explanation.ModeEffect;
import org.lsst.qserv.entrypoint.explain.Explanation.PlannedInitialization;
import org.lsst.qserv.entrypoint.explain.Explanation.Schema;
import org.lsst.qserv.entrypoint.explain.Explanation.Service;
import org.lsst.qserv.entrypoint.explain.Explanation.Setting;
import org.lsst.qserv.entrypoint.io.IndentedJson;
import org.lsst.qserv.entrypoint.settings.SettingOrigin;

/**
 * Writes an explanation as JSON, as docs/explain.schema.json describes it. An incompatible change
 * increments the version.
 */
public final class ExplanationJson {
  private static final int VERSION = 1;

  private final JsonGenerator json;

  private ExplanationJson(JsonGenerator json) {
    this.json = json;
  }

  /** Returns the explanation as a JSON object, followed by a newline. */
  public static String of(Explanation page) {
    return IndentedJson.object(json -> new ExplanationJson(json).members(page));
  }

  private interface Writer<T> {
    void write(T element) throws IOException;
  }

  private <T> void array(String name, List<T> elements, Writer<T> writer) throws IOException {
    json.writeArrayFieldStart(name);
    for (T element : elements) {
      writer.write(element);
    }
    json.writeEndArray();
  }

  private void texts(String name, List<String> texts) throws IOException {
    array(name, texts, json::writeString);
  }

  private void members(Explanation page) throws IOException {
    json.writeNumberField("version", VERSION);
    json.writeStringField("release-line", page.line().name());
    json.writeStringField("release-line-reason", page.line().reason());
    json.writeStringField("role", page.role());
    json.writeStringField("component", page.component().orElse(null));
    json.writeStringField("mode", page.decision().mode());
    json.writeStringField("mode-source", page.decision().modeSource());
    json.writeStringField("action", page.decision().action());
    json.writeStringField("why", page.decision().why());
    texts("translation", page.translation());
    array("modes", page.decision().modes(), this::mode);
    array("settings", page.settings(), this::setting);
    array("warnings", page.warnings(), this::warning);
    array("services", page.services(), this::service);
  }

  private void mode(ModeEffect effect) throws IOException {
    json.writeStartObject();
    json.writeStringField("mode", effect.mode());
    json.writeBooleanField("effective", effect.effective());
    json.writeStringField("effect", effect.effect());
    json.writeEndObject();
  }

  private void setting(Setting setting) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", setting.name());
    json.writeStringField("value", setting.value().orElse(null));
    json.writeBooleanField("changed", setting.changed());
    array("origins", setting.origins(), this::origin);
    json.writeEndObject();
  }

  private void origin(SettingOrigin origin) throws IOException {
    json.writeStartObject();
    json.writeStringField("value", origin.shown());
    json.writeStringField("origin", origin.origin());
    json.writeEndObject();
  }

  private void warning(Advice advice) throws IOException {
    json.writeStartObject();
    json.writeStringField("what", advice.what());
    json.writeStringField("fix", advice.fix());
    json.writeEndObject();
  }

  private void service(Service service) throws IOException {
    json.writeStartObject();
    json.writeStringField("component", service.component());
    texts("preparations", service.preparation().steps());
    array("files", service.preparation().files(), this::file);
    texts("waits", service.preparation().waits());
    array("initializations", service.preparation().initializations(), this::initialization);
    array("schemas", service.preparation().schemas(), this::schema);
    texts("command", service.invocation().command());
    texts("secret-options", service.invocation().secretOptions());
    texts("environment", service.variables().added());
    texts("inherited", service.variables().inherited());
    texts("withheld", service.variables().withheld());
    json.writeStringField("directory", service.invocation().directory());
    json.writeStringField("user", service.invocation().user());
    texts("limits", service.invocation().limits());
    texts("ports", service.operation().ports());
    json.writeStringField("ready", service.operation().ready().orElse(null));
    json.writeStringField("stop", service.operation().stop());
    json.writeStringField("restart", service.operation().restart());
    json.writeEndObject();
  }

  private void file(FileDifference file) throws IOException {
    json.writeStartObject();
    json.writeStringField("target", file.target().toString());
    json.writeStringField("template", file.template().toString());
    json.writeStringField("permissions", file.permissions());
    json.writeStringField("state", file.state().toString());
    texts("difference", file.lines());
    json.writeEndObject();
  }

  private void initialization(PlannedInitialization initialization) throws IOException {
    json.writeStartObject();
    json.writeStringField("module", initialization.module());
    json.writeStringField("server", initialization.server());
    texts("databases", initialization.databases());
    texts("accounts", initialization.accounts());
    json.writeEndObject();
  }

  private void schema(Schema schema) throws IOException {
    json.writeStartObject();
    json.writeStringField("module", schema.module());
    json.writeStringField("database", schema.database());
    json.writeStringField("server", schema.server());
    json.writeStringField("action", schema.action());
    json.writeStringField("state", schema.state());
    version("version", schema.versions().current());
    version("target", schema.versions().target());
    texts("notes", schema.notes());
    json.writeEndObject();
  }

  private void version(String name, Optional<Integer> version) throws IOException {
    if (version.isPresent()) {
      json.writeNumberField(name, version.get());
    } else {
      json.writeNullField(name);
    }
  }
}

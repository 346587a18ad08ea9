// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.compatibility;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lsst.qserv.entrypoint.io.IndentedJson;

/**
 * Writes facts as JSON, as docs/compatibility-facts.schema.json describes them. {@link FactsReader}
 * reads them. An incompatible change increments the version.
 */
public final class FactsJson {
  static final int VERSION = 1;

  static final String VERSION_MEMBER = "version";
  static final String RELEASE = "release";
  static final String RELEASE_LINE = "release-line";
  static final String REST = "rest";
  static final String OLDEST_ACCEPTED = "oldest-accepted";
  static final String PROTOCOLS = "protocols";
  static final String SCHEMAS = "schemas";
  static final String SCRIPTS = "scripts";
  static final String OLDEST_UPGRADABLE = "oldest-upgradable";
  static final String REASON = "reason";
  static final String FIX = "fix";
  static final String MARIADB = "mariadb";
  static final String CATALOG = "catalog";
  static final String DIGEST = "digest";
  static final String RESTART_ORDER = "restart-order";
  static final String VALUE = "value";
  static final String SOURCE = "source";

  private final JsonGenerator json;

  private FactsJson(JsonGenerator json) {
    this.json = json;
  }

  /** Returns the facts as a JSON object, followed by a newline. */
  public static String of(ImageFacts facts) {
    return IndentedJson.object(json -> new FactsJson(json).facts(facts));
  }

  private void facts(ImageFacts facts) throws IOException {
    json.writeNumberField(VERSION_MEMBER, VERSION);
    fact(RELEASE, facts.release());
    fact(RELEASE_LINE, facts.releaseLine());
    json.writeObjectFieldStart(REST);
    fact(VERSION_MEMBER, facts.rest().version());
    fact(OLDEST_ACCEPTED, facts.rest().oldestAccepted());
    json.writeEndObject();
    json.writeObjectFieldStart(PROTOCOLS);
    for (Map.Entry<String, ImageFact<String>> protocol : facts.protocols().entrySet()) {
      fact(protocol.getKey(), protocol.getValue());
    }
    json.writeEndObject();
    json.writeObjectFieldStart(SCHEMAS);
    for (Map.Entry<String, SchemaFacts> schema : facts.schemas().entrySet()) {
      schema(schema.getKey(), schema.getValue());
    }
    json.writeEndObject();
    fact(MARIADB, facts.mariadb());
    json.writeObjectFieldStart(CATALOG);
    fact(DIGEST, facts.catalog().digest());
    IndentedJson.texts(json, RESTART_ORDER, facts.catalog().restartOrder());
    json.writeEndObject();
  }

  private void schema(String name, SchemaFacts schema) throws IOException {
    json.writeObjectFieldStart(name);
    fact(VERSION_MEMBER, schema.version());
    fact(SCRIPTS, schema.scripts());
    if (schema.oldestUpgradable().isPresent()) {
      json.writeObjectFieldStart(OLDEST_UPGRADABLE);
      json.writeNumberField(VERSION_MEMBER, schema.oldestUpgradable().get().version());
      json.writeStringField(REASON, schema.oldestUpgradable().get().reason());
      json.writeStringField(FIX, schema.oldestUpgradable().get().fix());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private void fact(String name, ImageFact<?> fact) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeFieldName(VALUE);
    value(fact.value().orElse(null));
    json.writeStringField(SOURCE, fact.source());
    json.writeEndObject();
  }

  private void value(@Nullable Object value) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof Integer number) {
      json.writeNumber(number);
    } else if (value instanceof Map<?, ?> texts) {
      json.writeStartObject();
      for (Map.Entry<?, ?> text : new TreeMap<>(texts).entrySet()) {
        json.writeStringField(String.valueOf(text.getKey()), String.valueOf(text.getValue()));
      }
      json.writeEndObject();
    } else {
      json.writeString(String.valueOf(value));
    }
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.health;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lsst.qserv.entrypoint.health.StateRecord.Phase;
import org.lsst.qserv.entrypoint.host.UtcTime;
import org.lsst.qserv.entrypoint.io.JsonString;
import org.lsst.qserv.entrypoint.mode.Mode;
import org.lsst.qserv.entrypoint.readiness.Check;

/** Converts states to and from JSON: one flat object of strings. */
final class StateJson {
  private static final String ANY = "any";

  private StateJson() {}

  static String write(StateRecord state) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("role", state.role());
    fields.put("component", state.component());
    fields.put("phase", state.phase().toString());
    fields.put("mode", state.mode().toString());
    fields.put("mode-file", state.modeFile());
    fields.put("reason", state.reason());
    fields.put("since", UtcTime.text(state.since()));
    fields.put("boot", state.incarnation().boot());
    fields.put("pid", String.valueOf(state.incarnation().pid()));
    fields.put("start", String.valueOf(state.incarnation().start()));
    state.check().ifPresent(check -> check(fields, check));
    return fields.entrySet().stream()
        .map(field -> JsonString.of(field.getKey()) + ": " + JsonString.of(field.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  /**
   * Adds the check. A check with an account is not a readiness check, so the state never contains a
   * password.
   */
  private static void check(Map<String, String> fields, Check check) {
    if (check instanceof Check.Tcp(String host, int port)) {
      fields.put("check-tcp-host", host);
      fields.put("check-tcp-port", String.valueOf(port));
    } else if (check instanceof Check.Http(URI uri, boolean anyCertificate)) {
      fields.put("check-http", uri.toString());
      fields.put("check-http-certificate", anyCertificate ? ANY : "trusted");
    } else if (check instanceof Check.Mariadb(String host, int port)) {
      fields.put("check-mariadb-host", host);
      fields.put("check-mariadb-port", String.valueOf(port));
    } else if (check instanceof Check.LocalSql(String directory)) {
      fields.put("check-sql", directory);
    } else {
      throw new IllegalArgumentException("not a readiness check: " + check);
    }
  }

  /** Returns the state that {@link #write} has written. */
  static StateRecord read(String json) throws IOException {
    Map<String, String> fields = fields(json);
    return new StateRecord(
        fields.getOrDefault("role", ""),
        fields.getOrDefault("component", ""),
        Phase.valueOf(fields.getOrDefault("phase", "").toUpperCase(Locale.ROOT)),
        Mode.of(fields.getOrDefault("mode", "")),
        fields.getOrDefault("mode-file", ""),
        fields.getOrDefault("reason", ""),
        Instant.parse(fields.getOrDefault("since", "")),
        new Incarnation(
            fields.getOrDefault("boot", ""),
            Long.parseLong(fields.getOrDefault("pid", "")),
            Long.parseLong(fields.getOrDefault("start", ""))),
        check(fields));
  }

  private static Map<String, String> fields(String json) throws IOException {
    Map<String, String> fields = new LinkedHashMap<>();
    try (JsonParser parser = JsonFactory.builder().build().createParser(json)) {
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
          fields.put(parser.currentName(), parser.getText());
        }
      }
    }
    return fields;
  }

  private static Optional<Check> check(Map<String, String> fields) {
    String host = fields.get("check-tcp-host");
    if (host != null) {
      int port = Integer.parseInt(fields.getOrDefault("check-tcp-port", "0"));
      return Optional.of(new Check.Tcp(host, port));
    }
    String server = fields.get("check-mariadb-host");
    if (server != null) {
      int port = Integer.parseInt(fields.getOrDefault("check-mariadb-port", "0"));
      return Optional.of(new Check.Mariadb(server, port));
    }
    String uri = fields.get("check-http");
    if (uri != null) {
      return Optional.of(
          new Check.Http(URI.create(uri), ANY.equals(fields.get("check-http-certificate"))));
    }
    return Optional.ofNullable(fields.get("check-sql")).map(Check.LocalSql::new);
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.health;

import java.net.URI;
import org.lsst.qserv.entrypoint.io.JsonObject;
import org.lsst.qserv.entrypoint.readiness.Check;

/**
 * Converts readiness checks to and from JSON. A check with an account is not a readiness check, so
 * the state never contains a password.
 */
final class CheckJson {
  private static final String KIND = "kind";
  private static final String TCP = "tcp";
  private static final String HTTP = "http";
  private static final String MARIADB = "mariadb";
  private static final String SQL = "sql";
  private static final String HOST = "host";
  private static final String PORT = "port";
  private static final String URL = "url";
  private static final String ANY_CERTIFICATE = "anyCertificate";
  private static final String DATA_DIRECTORY = "dataDirectory";

  private CheckJson() {}

  static JsonObject write(Check check) {
    JsonObject json = new JsonObject();
    // a pattern switch would generate classes at run time, in each launch
    if (check instanceof Check.Tcp(String host, int port)) {
      return json.add(KIND, TCP).add(HOST, host).add(PORT, port);
    }
    if (check instanceof Check.Mariadb(String host, int port)) {
      return json.add(KIND, MARIADB).add(HOST, host).add(PORT, port);
    }
    if (check instanceof Check.Http(URI uri, boolean anyCertificate)) {
      return json.add(KIND, HTTP).add(URL, uri.toString()).add(ANY_CERTIFICATE, anyCertificate);
    }
    if (check instanceof Check.LocalSql(String directory)) {
      return json.add(KIND, SQL).add(DATA_DIRECTORY, directory);
    }
    throw new IllegalArgumentException("not a readiness check: " + check);
  }

  static Check read(JsonTree json) {
    String kind = json.text(KIND);
    return switch (kind) {
      case TCP -> new Check.Tcp(json.text(HOST), (int) json.number(PORT));
      case MARIADB -> new Check.Mariadb(json.text(HOST), (int) json.number(PORT));
      case HTTP -> new Check.Http(URI.create(json.text(URL)), json.flag(ANY_CERTIFICATE));
      case SQL -> new Check.LocalSql(json.text(DATA_DIRECTORY));
      default -> throw new IllegalArgumentException("unknown kind of check: " + kind);
    };
  }
}

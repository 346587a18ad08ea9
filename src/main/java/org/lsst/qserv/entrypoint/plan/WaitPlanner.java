// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.plan;

import java.net.URI;
import java.util.List;
import org.lsst.qserv.entrypoint.catalog.Component;
import org.lsst.qserv.entrypoint.plan.Step.Await;
import org.lsst.qserv.entrypoint.readiness.Check;
import org.lsst.qserv.entrypoint.settings.Settings;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/** What a component waits for, and when it is ready itself. */
final class WaitPlanner {
  private static final List<String> LOOPBACK = List.of("127.0.0.1", "[::1]", "localhost");

  /** In a check over SQL: the component's own server, on its socket. */
  private static final String LOCAL = "local";

  /** The port that is registered for the protocol of MariaDB. */
  private static final int MARIADB_PORT = 3306;

  private final Settings settings;
  private final Component component;
  private final ComponentTexts texts;

  WaitPlanner(Settings settings, Component component, ComponentTexts texts) {
    this.settings = settings;
    this.component = component;
    this.texts = texts;
  }

  /** A wait until something answers. */
  Await await(Component.Wait wait) {
    return new Await(check(wait), wait.timeout());
  }

  private Check check(Component.Wait wait) {
    return switch (wait.kind()) {
      case "tcp" -> tcp(place("tcp", wait.what()));
      case "mariadb" -> place("mariadb", wait.what());
      case "http" -> http(wait);
      default ->
          wait.what().equals(LOCAL)
              ? new Check.LocalSql(dataDirectory())
              : new Check.Sql(url(wait.what()));
    };
  }

  private Check http(Component.Wait wait) {
    URI uri = URI.create(texts.text(wait.what()));
    if (wait.anyCertificate() && !LOOPBACK.contains(String.valueOf(uri.getHost()))) {
      throw new IllegalArgumentException(
          "http: '" + uri + "': certificate = any is only for " + String.join(", ", LOOPBACK));
    }
    return new Check.Http(uri, wait.anyCertificate());
  }

  private String dataDirectory() {
    return component
        .prepare()
        .map(prepared -> texts.text(prepared.dataDirectory()))
        .orElseThrow(
            () -> new IllegalStateException(texts.name() + " is asked locally for no database"));
  }

  /** A mere connection to a MariaDB server would count as an interrupted handshake. */
  private Check tcp(Check.Mariadb place) {
    boolean isDatabase = component.prepare().isPresent() || place.port() == MARIADB_PORT;
    return isDatabase ? place : new Check.Tcp(place.host(), place.port());
  }

  private Check.Mariadb place(String kind, String what) {
    String place = texts.text(what);
    int colon = place.lastIndexOf(':');
    String port = place.substring(colon + 1);
    boolean complete =
        colon > 0
            && !port.isEmpty()
            && port.length() <= 5
            && port.chars().allMatch(Character::isDigit)
            && Integer.parseInt(port) <= 65535;
    if (complete) {
      return new Check.Mariadb(place.substring(0, colon), Integer.parseInt(port));
    }
    if (settings.problems().found().isEmpty()) {
      throw new IllegalArgumentException(kind + ": '" + place + "' is not host:port");
    }
    return new Check.Mariadb("", 0); // a part has no value, which is a problem already
  }

  private DatabaseUrl url(String setting) {
    return settings
        .find(setting)
        .map(DatabaseUrl.class::cast)
        .orElseGet(() -> {
          settings.problems().add(settings.missing(setting, texts.name()));
          return DatabaseUrl.parse("mysql://nobody@nowhere");
        });
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.plan;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.lsst.qserv.entrypoint.catalog.Component;
import org.lsst.qserv.entrypoint.plan.Step.Await;
import org.lsst.qserv.entrypoint.readiness.Check;
import org.lsst.qserv.entrypoint.settings.Settings;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/** Plans the checks for which a component waits, and those that determine whether it is ready. */
final class WaitPlanner {
  private static final List<String> LOOPBACK = List.of("127.0.0.1", "[::1]", "localhost");

  /** The target of an SQL check on the component's own server, through its socket. */
  private static final String LOCAL = "local";

  /** The port registered with IANA for the MySQL protocol. */
  private static final int MARIADB_PORT = 3306;

  private final Settings settings;
  private final Component component;
  private final ReferenceResolver references;

  WaitPlanner(Settings settings, Component component, ReferenceResolver references) {
    this.settings = settings;
    this.component = component;
    this.references = references;
  }

  /** Returns the step that waits until a check succeeds. */
  Await await(Component.Wait wait) {
    return new Await(check(wait), wait.timeout());
  }

  /**
   * Returns the readiness check of a component; empty if it would connect to port 0, which means
   * any free port, because that port is unknown.
   */
  Optional<Await> ready(Component.Wait wait) {
    Await await = await(wait);
    if (await.check() instanceof Check.Http http && http.uri().getPort() == 0) {
      settings.warn(
          references.name() + " listens on any free port, so its readiness is not checked",
          "set its port for management to a fixed number");
      return Optional.empty();
    }
    return Optional.of(await);
  }

  private Check check(Component.Wait wait) {
    return switch (wait.kind()) {
      case "tcp" -> tcp(address("tcp", wait.what()));
      case "mariadb" -> address("mariadb", wait.what());
      case "http" -> http(wait);
      default ->
          wait.what().equals(LOCAL)
              ? new Check.LocalSql(dataDirectory())
              : new Check.Sql(url(wait.what()));
    };
  }

  private Check http(Component.Wait wait) {
    URI uri = URI.create(references.resolve(wait.what()));
    if (wait.anyCertificate() && !LOOPBACK.contains(String.valueOf(uri.getHost()))) {
      throw new IllegalArgumentException(
          "http: '"
              + uri
              + "': certificate = any is only allowed for "
              + String.join(", ", LOOPBACK));
    }
    return new Check.Http(uri, wait.anyCertificate());
  }

  private String dataDirectory() {
    return component
        .preparation()
        .dataDirectory()
        .map(prepared -> references.resolve(prepared.path()))
        .orElseThrow(() ->
            new IllegalStateException(references.name() + " has a local check but no database"));
  }

  /**
   * Returns the check of a TCP port. MariaDB counts a connection without a handshake as an error of
   * the client, so its servers get a check that completes the handshake.
   */
  private Check tcp(Check.Mariadb address) {
    boolean isDatabase =
        component.preparation().dataDirectory().isPresent() || address.port() == MARIADB_PORT;
    return isDatabase ? address : new Check.Tcp(address.host(), address.port());
  }

  private Check.Mariadb address(String kind, String what) {
    String address = references.resolve(what);
    int colon = address.lastIndexOf(':');
    String port = address.substring(colon + 1);
    boolean complete =
        colon > 0
            && !port.isEmpty()
            && port.length() <= 5
            && port.chars().allMatch(Character::isDigit)
            && Integer.parseInt(port) <= 65535;
    if (complete) {
      return new Check.Mariadb(address.substring(0, colon), Integer.parseInt(port));
    }
    if (settings.problems().found().isEmpty()) {
      throw new IllegalArgumentException(kind + ": '" + address + "' is not host:port");
    }
    return new Check.Mariadb("", 0); // a part of the address is unset, which is already reported
  }

  private DatabaseUrl url(String setting) {
    return settings
        .find(setting)
        .map(DatabaseUrl.class::cast)
        .orElseGet(() -> {
          settings.problems().add(settings.missing(setting, references.name()));
          return DatabaseUrl.parse("mysql://unknown@unknown");
        });
  }
}

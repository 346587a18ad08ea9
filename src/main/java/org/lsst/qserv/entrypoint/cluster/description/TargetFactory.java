// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.description;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.lsst.qserv.entrypoint.catalog.Catalog;
import org.lsst.qserv.entrypoint.catalog.Component;
import org.lsst.qserv.entrypoint.catalog.Reports;
import org.lsst.qserv.entrypoint.readiness.Check;
import org.lsst.qserv.entrypoint.settings.Settings;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;
import org.lsst.qserv.entrypoint.settings.type.Durations;

/**
 * Derives from the catalog how a component is reached from another host. The catalog describes its
 * checks for the same container, on the loopback address.
 */
final class TargetFactory {
  private final Catalog catalog;
  private final Settings settings;
  private final StatusAccount account;
  private final Optional<Endpoint.ExpectedSchema> schema;

  /**
   * Creates a factory for a role.
   *
   * @param settings the settings of the role
   * @param schema the schema of the role's database
   */
  TargetFactory(
      Catalog catalog,
      Settings settings,
      StatusAccount account,
      Optional<Endpoint.ExpectedSchema> schema) {
    this.catalog = catalog;
    this.settings = settings;
    this.account = account;
    this.schema = schema;
  }

  /**
   * Returns a component on a host.
   *
   * @throws IllegalArgumentException if a setting of the component cannot be used
   */
  Target target(String role, String name, String host) {
    Component component = catalog.component(role, name);
    Reports reports = catalog.reports(role, name);
    Map<String, URI> endpoints = new TreeMap<>();
    reports
        .endpoints()
        .forEach((kind, url) -> endpoints.put(kind, at(host, resolved(component, url))));
    return new Target(
        role,
        host,
        name,
        endpoint(component, host),
        component.activation().modes(),
        reports.heartbeat().map(heartbeat -> rule(component, heartbeat)),
        endpoints);
  }

  private HeartbeatRule rule(Component component, Reports.Heartbeat heartbeat) {
    return new HeartbeatRule(
        heartbeat.group(),
        heartbeat.part(),
        Durations.parse(resolved(component, heartbeat.interval())));
  }

  private Endpoint endpoint(Component component, String host) {
    if (component.preparation().dataDirectory().isPresent()) {
      int port = port(resolved(component, component.lifecycle().ports().getFirst()));
      DatabaseUrl url =
          new DatabaseUrl(account.user(), account.password(), HostUrl.inUrl(host), port, "", "")
              .withTls(account.tls());
      return new Endpoint.Database(url, schema);
    }
    return component
        .lifecycle()
        .ready()
        .map(ready -> endpoint(component, ready, host))
        .orElseGet(Endpoint.Unobservable::new);
  }

  private Endpoint endpoint(Component component, Component.Wait ready, String host) {
    return switch (ready.kind()) {
      case "http" -> {
        URI uri = at(host, resolved(component, ready.what()));
        yield uri.getPort() == 0
            ? new Endpoint.Unobservable()
            : new Endpoint.Service(new Check.Http(uri, ready.anyCertificate()));
      }
      case "tcp", "mariadb" -> {
        String address = resolved(component, ready.what());
        int port = port(address.substring(address.lastIndexOf(':') + 1));
        yield new Endpoint.Port(new Check.Tcp(host, port));
      }
      default -> new Endpoint.Unobservable();
    };
  }

  private static int port(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("its port '" + text + "' is not a number", e);
    }
  }

  private String resolved(Component component, String text) {
    return settings.resolve(text, component.role() + " " + component.name()).value();
  }

  private static URI at(String host, String url) {
    URI local = URI.create(url);
    return HostUrl.of(local.getScheme(), host, local.getPort(), local.getPath(), local.getQuery())
        .orElseThrow(() -> new IllegalArgumentException(url + " has no port or path on " + host));
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.collect;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.lsst.qserv.entrypoint.cluster.description.Endpoint;
import org.lsst.qserv.entrypoint.cluster.description.HeartbeatRule;
import org.lsst.qserv.entrypoint.cluster.description.Target;
import org.lsst.qserv.entrypoint.readiness.Check;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/** Creates targets for tests. */
public final class TestTargets {
  public static final HeartbeatRule WORKERS =
      new HeartbeatRule("workers", "qserv", Duration.ofSeconds(1));

  private TestTargets() {}

  /** Returns a service of a worker that registers. */
  public static Target service(String host, int port) {
    return service("worker", host, "svc", port, Optional.of(WORKERS));
  }

  /** Returns a service that is checked over HTTP. */
  public static Target service(
      String role, String host, String component, int port, Optional<HeartbeatRule> heartbeat) {
    URI uri = URI.create("http://" + host + ":" + port + "/meta/version");
    return new Target(
        role,
        host,
        component,
        new Endpoint.Service(new Check.Http(uri)),
        Set.of("full"),
        heartbeat,
        Map.of());
  }

  /** Returns a registry. */
  public static Target registry(String host, int port) {
    Target service = service("replication", host, "registry", port, Optional.empty());
    return new Target(
        service.role(),
        host,
        service.component(),
        service.endpoint(),
        service.modes(),
        Optional.empty(),
        Map.of("registry", URI.create("http://" + host + ":" + port + "/services")));
  }

  /** Returns the database of a worker whose schema should have version 3. */
  public static Target database(String host, int port) {
    DatabaseUrl url = DatabaseUrl.parse("mysql://qsstatus@" + host + ":" + port + "/");
    return new Target(
        "worker",
        host,
        "database",
        new Endpoint.Database(
            url,
            Optional.of(new Endpoint.ExpectedSchema("worker", "qservw_worker", OptionalInt.of(3)))),
        Set.of("full", "maintenance", "install"),
        Optional.empty(),
        Map.of());
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.description;

import java.util.Optional;
import java.util.OptionalInt;
import org.lsst.qserv.entrypoint.readiness.Check;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/** How a component is checked over the network. */
public sealed interface Endpoint {

  /** Returns {@code host:port} for messages; empty if nothing is observed. */
  String address();

  /** An HTTP service of Qserv that answers {@code /meta/version}. */
  record Service(Check.Http check) implements Endpoint {
    @Override
    public String address() {
      return check.uri().getHost() + ":" + check.uri().getPort();
    }
  }

  /** A service with a port, of which only the connection is checked. */
  record Port(Check.Tcp check) implements Endpoint {
    @Override
    public String address() {
      return check.host() + ":" + check.port();
    }
  }

  /**
   * A MariaDB server.
   *
   * @param url the server and the status account
   * @param schema the schema on it; empty if there is none
   */
  record Database(DatabaseUrl url, Optional<ExpectedSchema> schema) implements Endpoint {
    @Override
    public String address() {
      return url.address();
    }
  }

  /** Nothing can be observed from outside. */
  record Unobservable() implements Endpoint {
    @Override
    public String address() {
      return "";
    }
  }

  /**
   * The schema of a database.
   *
   * @param version the version that it should have; empty if it is not known
   */
  record ExpectedSchema(String module, String database, OptionalInt version) {}
}

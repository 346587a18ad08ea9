// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.readiness;

import java.net.URI;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/** A readiness check of a service. */
public sealed interface Check {

  /** A server listens on the port. */
  record Tcp(String host, int port) implements Check {
    @Override
    public String toString() {
      return "tcp://" + host + ":" + port;
    }
  }

  /**
   * A GET returns status 200 and {@code "success": 1} in the body: Qserv's services return errors
   * with status 200, too.
   *
   * @param anyCertificate whether to accept any certificate; only for requests without a secret.
   *     {@code cluster status} also sends them to other hosts, whose replies could be forged
   */
  record Http(URI uri, boolean anyCertificate) implements Check {
    /** Creates a check that accepts the certificates that the JDK trusts. */
    public Http(URI uri) {
      this(uri, false);
    }

    @Override
    public String toString() {
      return uri.toString();
    }
  }

  /** The account can log in and use the database. */
  record Sql(DatabaseUrl url) implements Check {
    @Override
    public String toString() {
      return url.toString();
    }
  }

  /**
   * A MariaDB server answers with its protocol, even if it denies access to the account of the
   * check. A plain TCP connection would count as an interrupted handshake; after {@code
   * max_connect_errors} of them the server blocks the host.
   */
  record Mariadb(String host, int port) implements Check {
    @Override
    public String toString() {
      return "mariadb://" + host + ":" + port;
    }
  }

  /** The server of this container answers on its socket. */
  record LocalSql(String dataDirectory) implements Check {
    @Override
    public String toString() {
      return "the socket in " + dataDirectory;
    }
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.readiness;

import java.net.URI;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/** A question to a service: does it serve? */
public sealed interface Check {

  /** Something listens there. */
  record Tcp(String host, int port) implements Check {
    @Override
    public String toString() {
      return "tcp://" + host + ":" + port;
    }
  }

  /**
   * A GET answers with status 200 and, because Qserv's services answer errors with 200 too, with
   * {@code "success": 1} in the body.
   *
   * @param anyCertificate whether the server may have any certificate; only for this very container
   */
  record Http(URI uri, boolean anyCertificate) implements Check {
    /** A check that accepts certificates that Java trusts. */
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
   * A MariaDB server answers there with its protocol, even if only by refusing the account of the
   * check. A mere connection would count as an interrupted handshake; after {@code
   * max_connect_errors} of them the server blocks the host.
   */
  record Mariadb(String host, int port) implements Check {
    @Override
    public String toString() {
      return "mariadb://" + host + ":" + port;
    }
  }

  /** The server of this container answers its local administrator on its socket. */
  record LocalSql(String dataDirectory) implements Check {
    @Override
    public String toString() {
      return "the socket in " + dataDirectory;
    }
  }
}

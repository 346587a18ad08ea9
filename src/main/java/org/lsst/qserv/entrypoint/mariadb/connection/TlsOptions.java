// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.connection;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;
import org.lsst.qserv.entrypoint.settings.type.Tls;
import org.mariadb.jdbc.Driver;

/** The driver's options for TLS. A class of its own, so that it is loaded only if TLS matters. */
final class TlsOptions {
  private static final String MODE = "sslMode";
  private static final String ENCRYPT_ONLY = "trust";

  private TlsOptions() {}

  /** Sets the options of an encrypted connection. */
  static void set(Properties options, Tls tls) {
    options.setProperty(MODE, tls.verifies() ? tls.mode().toString() : ENCRYPT_ONLY);
    if (tls.verifies()) {
      options.setProperty("serverSslCert", tls.caFile());
      // otherwise a process would never notice that the file was replaced
      options.setProperty("disableSslContextCache", "true");
    }
  }

  /** Returns the exception for a connection with TLS that failed. */
  static SQLException explained(SQLException e, DatabaseUrl url) {
    Optional<TlsProblem> problem = TlsProblem.of(e);
    return problem.isPresent() ? new TlsException(problem.get(), url, e) : e;
  }

  /** Returns the exception for a server that reported that it requires TLS. */
  static SQLException required(SQLException e, DatabaseUrl url) {
    return new TlsException(TlsProblem.SERVER_REQUIRES_TLS, url, e);
  }

  /**
   * Returns the exception for a login without TLS that was denied. The server reports a wrong
   * password even if only TLS is missing, so this logs in once more with TLS. It proves the
   * password to an unverified server just as the login without TLS did, and never sends it.
   */
  static SQLException explainedDenial(
      SQLException denied, DatabaseUrl url, String address, Properties options) {
    Properties encrypted = new Properties();
    encrypted.putAll(options);
    encrypted.setProperty(MODE, ENCRYPT_ONLY);
    encrypted.setProperty("restrictedAuth", "mysql_native_password,client_ed25519");
    try (Connection connection = new Driver().connect(address, encrypted);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT @@require_secure_transport")) {
      rows.next();
      return new TlsException(
          rows.getBoolean(1) ? TlsProblem.SERVER_REQUIRES_TLS : TlsProblem.ACCOUNT_REQUIRES_TLS,
          url,
          denied);
    } catch (SQLException e) {
      return denied; // TLS makes no difference
    }
  }
}

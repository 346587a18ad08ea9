// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.connection;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lsst.qserv.entrypoint.settings.secret.Secret;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;
import org.mariadb.jdbc.Driver;

/**
 * Opens connections: over the server's local socket if the URL names one, otherwise over TCP, where
 * the driver tries each address of the host until one accepts, with the URL's {@link
 * org.lsst.qserv.entrypoint.settings.type.Tls}.
 */
public final class Connections {
  /**
   * Undoes what the driver sets in the same SET statement, whose expressions are evaluated before
   * its first assignment. The client sets nothing: a server may have autocommit off, or another
   * character set in {@code init_connect}.
   */
  private static final String KEPT =
      Stream.of(
              "autocommit",
              "character_set_client",
              "character_set_connection",
              "character_set_results",
              "collation_connection")
          .map(name -> name + "=@@" + name)
          .collect(Collectors.joining(","));

  private static final int ACCESS_DENIED = 1045;
  private static final int SECURE_TRANSPORT_REQUIRED = 3159;

  private Connections() {}

  /**
   * Opens a connection for short statements.
   *
   * @param timeout for connecting and for each response
   */
  public static Connection open(DatabaseUrl url, Duration timeout) throws SQLException {
    return open(url, timeout, timeout);
  }

  /**
   * Opens a connection for long statements.
   *
   * @param connectTimeout for connecting: all addresses of the host, and the handshake
   * @param timeout for each response
   */
  public static Connection open(DatabaseUrl url, Duration connectTimeout, Duration timeout)
      throws SQLException {
    Properties options = options(url, connectTimeout);
    options.setProperty("socketTimeout", String.valueOf(timeout.toMillis()));
    return open(url, options);
  }

  /**
   * Opens the control connection of an upgrade: it accepts multiple statements at once, and neither
   * SQL mode nor limits depend on the server's defaults. The kernel detects within a minute that
   * the network is gone.
   *
   * @param timeout for connecting; a statement may take any time
   */
  public static Connection openControl(DatabaseUrl url, Duration timeout) throws SQLException {
    Properties options = options(url, timeout);
    options.setProperty("allowMultiQueries", "true");
    options.setProperty("jdbcCompliantTruncation", "false");
    options.setProperty(
        "sessionVariables",
        "autocommit=1"
            + ",sql_mode='STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION'"
            + ",sql_safe_updates=0"
            + ",sql_select_limit=DEFAULT"
            + ",max_statement_time=0");
    return open(url, options);
  }

  /**
   * Opens a connection whose session equals that of {@code mariadb --no-defaults
   * --default-character-set=utf8mb4 DATABASE}: it counts changed rows instead of found rows,
   * accepts several statements at once, refuses {@code LOAD DATA LOCAL}, and has the session
   * variables that the server sends to that client. Its script may select any character set; the
   * driver keeps sending UTF-8, as the client sends the bytes of the file. The kernel notices
   * within a minute that the network is gone.
   *
   * @param timeout for connecting; a statement may take any time
   */
  public static Connection openScript(DatabaseUrl url, Duration timeout) throws SQLException {
    Properties options = options(url, timeout);
    options.setProperty("socketFactory", DriverSocketFactory.class.getName());
    options.setProperty(DriverSocketFactory.CLIENT_SESSION, "true");
    options.setProperty("useAffectedRows", "true");
    options.setProperty("allowMultiQueries", "true");
    options.setProperty("jdbcCompliantTruncation", "false");
    options.setProperty("sessionVariables", KEPT);
    return open(url, options);
  }

  private static Properties options(DatabaseUrl url, Duration timeout) {
    Properties options = new Properties();
    options.setProperty("user", url.user());
    options.setProperty("password", url.password().map(Secret::reveal).orElse(""));
    options.setProperty("connectTimeout", String.valueOf(timeout.toMillis()));
    options.setProperty("allowLocalInfile", "false");
    if (url.isEncrypted()) {
      TlsOptions.set(options, url.tls());
    } else {
      options.setProperty("sslMode", "disable");
    }
    if (url.socket().isEmpty()) {
      options.setProperty("tcpKeepIdle", "20");
      options.setProperty("tcpKeepInterval", "10");
      options.setProperty("tcpKeepCount", "3");
    } else {
      options.setProperty("socketFactory", DriverSocketFactory.class.getName());
      options.setProperty(DriverSocketFactory.PATH, url.socket());
    }
    return options;
  }

  private static Connection open(DatabaseUrl url, Properties options) throws SQLException {
    // a local socket has one address; the driver would look up a name, and try each of its own
    String host = url.socket().isEmpty() ? url.host() : "127.0.0.1";
    String address = "jdbc:mariadb://" + host + ":" + url.port() + "/" + url.database();
    Connection connection = connect(url, address, options);
    if (connection == null) {
      throw new SQLException("the driver does not accept the address " + address);
    }
    return connection;
  }

  private static @Nullable Connection connect(DatabaseUrl url, String address, Properties options)
      throws SQLException {
    try {
      return new Driver().connect(address, options);
    } catch (SQLException e) {
      if (url.isEncrypted()) {
        throw TlsOptions.explained(e, url);
      }
      if (e.getErrorCode() == SECURE_TRANSPORT_REQUIRED) {
        throw TlsOptions.required(e, url);
      }
      boolean mayRequireTls =
          e.getErrorCode() == ACCESS_DENIED && url.socket().isEmpty() && url.password().isPresent();
      throw mayRequireTls ? TlsOptions.explainedDenial(e, url, address, options) : e;
    }
  }
}

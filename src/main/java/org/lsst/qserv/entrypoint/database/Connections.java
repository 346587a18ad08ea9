package org.lsst.qserv.entrypoint.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.lsst.qserv.entrypoint.host.DatabaseUrl;
import org.lsst.qserv.entrypoint.host.Secret;
import org.mariadb.jdbc.Driver;

/** Opens connections, over the server's socket if the URL names one, else over TCP. */
public final class Connections {
  private Connections() {}

  /**
   * Opens a connection.
   *
   * @param timeout for connecting and for each answer
   */
  public static Connection open(DatabaseUrl url, Duration timeout) throws SQLException {
    Properties options = account(url, timeout);
    options.setProperty("socketTimeout", String.valueOf(timeout.toMillis()));
    return open(url, options);
  }

  /**
   * Opens a connection for statements that may take hours, as they are: without JDBC's own syntax,
   * and with the server's own mode of SQL. The kernel notices within a minute that the network is
   * gone.
   *
   * @param timeout for connecting
   */
  public static Connection openForScripts(DatabaseUrl url, Duration timeout) throws SQLException {
    Properties options = account(url, timeout);
    if (url.socket().isEmpty()) {
      options.setProperty("tcpKeepIdle", "20");
      options.setProperty("tcpKeepInterval", "10");
      options.setProperty("tcpKeepCount", "3");
    }
    options.setProperty("jdbcCompliantTruncation", "false");
    return open(url, options);
  }

  private static Properties account(DatabaseUrl url, Duration timeout) {
    Properties options = new Properties();
    options.setProperty("user", url.user());
    options.setProperty("password", url.password().map(Secret::reveal).orElse(""));
    options.setProperty("connectTimeout", String.valueOf(timeout.toMillis()));
    return options;
  }

  private static Connection open(DatabaseUrl url, Properties options) throws SQLException {
    if (!url.socket().isEmpty()) {
      options.setProperty("socketFactory", UnixSocketFactory.class.getName());
      options.setProperty(UnixSocketFactory.PATH, url.socket());
    }
    String host = url.host().isEmpty() ? "localhost" : url.host();
    String address = "jdbc:mariadb://" + host + ":" + url.port() + "/" + url.database();
    Connection connection = new Driver().connect(address, options);
    if (connection == null) {
      throw new SQLException("the driver does not know " + address);
    }
    return connection;
  }
}

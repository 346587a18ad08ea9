// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings.type;

import java.util.Optional;
import org.lsst.qserv.entrypoint.host.SocketPath;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;
import org.lsst.qserv.entrypoint.settings.secret.Secret;

/**
 * A database server and the account used on it: {@code
 * mysql://user:password@host:port/database?socket=/path}.
 *
 * <p>The parts are literal and not percent-decoded, because Qserv's programs do not decode the same
 * URL either. A password may therefore contain any character; the last {@code @} ends it.
 *
 * @param port 3306 if the URL contains none
 * @param database empty if the URL contains none
 * @param socket the server's local socket, preferred over the host; empty if the URL contains none
 * @param tls how connections are encrypted; not part of the URL's text
 */
public record DatabaseUrl(
    String user,
    Optional<Secret> password,
    String host,
    int port,
    String database,
    String socket,
    Tls tls) {
  private static final String SCHEME = "mysql://";
  private static final String SOCKET = "?socket=";
  private static final int DEFAULT_PORT = 3306;

  /** Creates a URL without TLS. */
  public DatabaseUrl(
      String user,
      Optional<Secret> password,
      String host,
      int port,
      String database,
      String socket) {
    this(user, password, host, port, database, socket, Tls.DISABLED);
  }

  /**
   * Parses a URL.
   *
   * @throws IllegalArgumentException with a reason that contains no part of the password
   */
  public static DatabaseUrl parse(String text) {
    if (!text.startsWith(SCHEME)) {
      throw new IllegalArgumentException("does not start with mysql://");
    }
    int query = text.lastIndexOf(SOCKET);
    String socket = query < 0 ? "" : text.substring(query + SOCKET.length());
    if (SocketPath.isTooLong(socket)) {
      throw new IllegalArgumentException(
          "contains a socket path longer than " + SocketPath.MAX_BYTES + " bytes");
    }
    String address = text.substring(SCHEME.length(), query < 0 ? text.length() : query);
    int at = address.lastIndexOf('@');
    if (at < 0) {
      throw new IllegalArgumentException("contains no user");
    }
    String account = address.substring(0, at);
    String hostPart = address.substring(at + 1);
    int colon = account.indexOf(':');
    String user = colon < 0 ? account : account.substring(0, colon);
    String password = colon < 0 ? "" : account.substring(colon + 1);
    if (user.isEmpty()) {
      throw new IllegalArgumentException("contains no user");
    }
    int slash = hostPart.indexOf('/');
    String database = slash < 0 ? "" : hostPart.substring(slash + 1);
    String hostAndPort = slash < 0 ? hostPart : hostPart.substring(0, slash);
    if (database.indexOf('/') >= 0 || database.indexOf('?') >= 0) {
      throw new IllegalArgumentException("contains an unexpected '/' or '?' after the database");
    }
    int portColon = portColon(hostAndPort);
    String host = portColon < 0 ? hostAndPort : hostAndPort.substring(0, portColon);
    int port =
        portColon < 0
            ? DEFAULT_PORT
            : port(hostAndPort.substring(portColon + 1), password.isEmpty());
    if (host.isEmpty() && socket.isEmpty()) {
      throw new IllegalArgumentException("contains neither a host nor a socket");
    }
    return new DatabaseUrl(
        user,
        password.isEmpty() ? Optional.empty() : Optional.of(new Secret(password)),
        host,
        port,
        database,
        socket);
  }

  /** Returns this URL with the password added unless it already has one. */
  public DatabaseUrl withDefaultPassword(Secret other) {
    return password.isPresent()
        ? this
        : new DatabaseUrl(user, Optional.of(other), host, port, database, socket, tls);
  }

  /** Returns this URL without its password, for files and messages. */
  public DatabaseUrl withoutPassword() {
    return new DatabaseUrl(user, Optional.empty(), host, port, database, socket, tls);
  }

  /** Returns this URL with another database; empty for none. */
  public DatabaseUrl withDatabase(String other) {
    return new DatabaseUrl(user, password, host, port, other, socket, tls);
  }

  /** Returns this URL with other settings for TLS. */
  public DatabaseUrl withTls(Tls other) {
    return new DatabaseUrl(user, password, host, port, database, socket, other);
  }

  /** Returns whether connections are encrypted; those over a local socket never are. */
  public boolean isEncrypted() {
    return socket.isEmpty() && tls.isEnabled();
  }

  /** Returns the URL as Qserv's programs read it: with its password, without a socket. */
  public RedactedText forService() {
    String end = "@" + host + ":" + port + "/" + database;
    String start = SCHEME + user;
    return password
        .map(secret ->
            new RedactedText(start + ":" + secret.reveal() + end, start + ":" + Secret.MASK + end))
        .orElseGet(() -> RedactedText.plain(start + end));
  }

  /** Returns the address of the server for messages: {@code host:port} or the socket's path. */
  public String address() {
    return socket.isEmpty() ? host + ":" + port : socket;
  }

  @Override
  public String toString() {
    return forService().shown() + (socket.isEmpty() ? "" : SOCKET + socket);
  }

  /**
   * Returns the position of the colon before the port; an IPv6 address in brackets contains colons.
   */
  private static int portColon(String hostAndPort) {
    int colon = hostAndPort.lastIndexOf(':');
    return colon < hostAndPort.lastIndexOf(']') ? -1 : colon;
  }

  // with an '@' in the database part, the "port" may be part of a password: quote it only without
  // one
  private static int port(String text, boolean showable) {
    String name = showable ? "port '" + text + "'" : "port";
    try {
      int port = Integer.parseInt(text);
      if (port >= 1 && port <= 65535) {
        return port;
      }
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException(name + " is not a number", showable ? notANumber : null);
    }
    throw new IllegalArgumentException(name + " is not between 1 and 65535");
  }
}

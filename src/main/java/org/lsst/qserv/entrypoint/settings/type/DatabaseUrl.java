// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings.type;

import java.util.Optional;
import org.lsst.qserv.entrypoint.host.SocketPath;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;
import org.lsst.qserv.entrypoint.settings.secret.Secret;

/**
 * Where a database is and who asks: {@code mysql://user:password@host:port/database?socket=/path}.
 *
 * <p>The parts are literal, nothing is percent-decoded, because the programs of Qserv that get the
 * same URL do not decode either. So a password may hold any character; the last {@code @} ends it.
 *
 * @param port 3306 where the URL names none
 * @param database empty for no database
 * @param socket the server's local socket, empty for none; it is preferred over the host
 */
public record DatabaseUrl(
    String user, Optional<Secret> password, String host, int port, String database, String socket) {
  private static final String SCHEME = "mysql://";
  private static final String SOCKET = "?socket=";
  private static final int DEFAULT_PORT = 3306;

  /**
   * Reads a URL.
   *
   * @throws IllegalArgumentException with a reason that shows nothing of the password
   */
  public static DatabaseUrl parse(String text) {
    if (!text.startsWith(SCHEME)) {
      throw new IllegalArgumentException("does not start with mysql://");
    }
    int query = text.lastIndexOf(SOCKET);
    String socket = query < 0 ? "" : text.substring(query + SOCKET.length());
    if (SocketPath.isTooLong(socket)) {
      throw new IllegalArgumentException(
          "names a socket whose path is longer than " + SocketPath.MAX_BYTES + " bytes");
    }
    String address = text.substring(SCHEME.length(), query < 0 ? text.length() : query);
    int at = address.lastIndexOf('@');
    if (at < 0) {
      throw new IllegalArgumentException("names no user");
    }
    String account = address.substring(0, at);
    String place = address.substring(at + 1);
    int colon = account.indexOf(':');
    String user = colon < 0 ? account : account.substring(0, colon);
    String password = colon < 0 ? "" : account.substring(colon + 1);
    if (user.isEmpty()) {
      throw new IllegalArgumentException("names no user");
    }
    int slash = place.indexOf('/');
    String database = slash < 0 ? "" : place.substring(slash + 1);
    String hostAndPort = slash < 0 ? place : place.substring(0, slash);
    if (database.indexOf('/') >= 0 || database.indexOf('?') >= 0) {
      throw new IllegalArgumentException("has something other than a database after the host");
    }
    int portColon = portColon(hostAndPort);
    String host = portColon < 0 ? hostAndPort : hostAndPort.substring(0, portColon);
    int port =
        portColon < 0
            ? DEFAULT_PORT
            : port(hostAndPort.substring(portColon + 1), password.isEmpty());
    if (host.isEmpty() && socket.isEmpty()) {
      throw new IllegalArgumentException("names neither a host nor a socket");
    }
    return new DatabaseUrl(
        user,
        password.isEmpty() ? Optional.empty() : Optional.of(new Secret(password)),
        host,
        port,
        database,
        socket);
  }

  /** The same URL with a password, unless it has one. */
  public DatabaseUrl withDefaultPassword(Secret other) {
    return password.isPresent()
        ? this
        : new DatabaseUrl(user, Optional.of(other), host, port, database, socket);
  }

  /** The same URL without its password, for files and messages. */
  public DatabaseUrl withoutPassword() {
    return new DatabaseUrl(user, Optional.empty(), host, port, database, socket);
  }

  /** Returns the same URL with another database; empty for none. */
  public DatabaseUrl withDatabase(String other) {
    return new DatabaseUrl(user, password, host, port, other, socket);
  }

  /** The URL as Qserv's programs read it: with its password, over TCP. */
  public RedactedText forService() {
    String end = "@" + host + ":" + port + "/" + database;
    String start = SCHEME + user;
    return password
        .map(secret ->
            new RedactedText(start + ":" + secret.reveal() + end, start + ":" + Secret.MASK + end))
        .orElseGet(() -> RedactedText.plain(start + end));
  }

  /** Where the server is, for messages: {@code host:port} or the socket's path. */
  public String place() {
    return socket.isEmpty() ? host + ":" + port : socket;
  }

  @Override
  public String toString() {
    return forService().shown() + (socket.isEmpty() ? "" : SOCKET + socket);
  }

  /** An IPv6 address has colons of its own, in brackets. */
  private static int portColon(String hostAndPort) {
    int colon = hostAndPort.lastIndexOf(':');
    return colon < hostAndPort.lastIndexOf(']') ? -1 : colon;
  }

  // behind an unlucky '@' the "port" may be the end of a password, so it is shown only without one
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

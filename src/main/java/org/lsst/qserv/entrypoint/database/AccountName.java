package org.lsst.qserv.entrypoint.database;

/**
 * An account on a server.
 *
 * @param host from where it may come; {@code %} is everywhere
 */
public record AccountName(String user, String host) {

  /** As SQL writes it, and people too. */
  @Override
  public String toString() {
    return quoted(user) + "@" + quoted(host);
  }

  /** A text of SQL, for a session whose mode is empty. */
  static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
  }
}

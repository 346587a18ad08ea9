package org.lsst.qserv.entrypoint.database;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.DatabaseUrl;

/** What the server's or the driver's errors mean for a person, told apart. */
public final class SqlFailures {
  /** Wrong password, an account that may not come from here, or that logs in another way. */
  private static final Set<Integer> LOGIN = Set.of(1045, 1130, 1698, 4151);

  /** Missing privileges: for a database, a command, a table, a column, a routine, an option. */
  private static final Set<Integer> PRIVILEGE = Set.of(1044, 1142, 1143, 1227, 1370, 1290);

  private SqlFailures() {}

  /**
   * The failure for an error that no script is to blame for.
   *
   * @param doing what was being done, for the message
   */
  public static Failure of(SQLException e, DatabaseUrl url, String doing) {
    String reason = reason(e);
    if (LOGIN.contains(e.getErrorCode())) {
      return new Failure(
          ExitCode.ACCESS_DENIED,
          doing + ": " + url.place() + " does not let " + url.user() + " in: " + reason,
          "correct user and password of database.admin-url, or create the account");
    }
    if (PRIVILEGE.contains(e.getErrorCode())) {
      return new Failure(
          ExitCode.ACCESS_DENIED,
          doing + ": " + url.user() + " has too few privileges: " + reason,
          "grant them, or let database.admin-url name an administrator");
    }
    if (isConnectionLost(e)) {
      return new Failure(
          ExitCode.UNAVAILABLE,
          doing + ": no connection to " + url.place() + " (" + reason + ")",
          "look whether the server runs and can be reached, then run the same command again");
    }
    return new Failure(
        ExitCode.UNAVAILABLE, doing + " on " + url.place() + ": " + reason, "mend what it says");
  }

  /** Whether the account is the problem: waiting cannot help. */
  public static boolean isAccessDenied(SQLException e) {
    return LOGIN.contains(e.getErrorCode()) || PRIVILEGE.contains(e.getErrorCode());
  }

  /** Whether there is no connection, or none any more. */
  public static boolean isConnectionLost(SQLException e) {
    String state = e.getSQLState();
    return (state != null && state.startsWith("08"))
        || e.getErrorCode() == 1927 // killed
        || e.getErrorCode() == 1053; // the server shuts down
  }

  /**
   * The first line of what the server says; of one that cannot be reached, the driver says little
   * or much.
   */
  public static String reason(SQLException e) {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof UnknownHostException) {
        return "unknown host " + cause.getMessage();
      }
      if (cause instanceof ConnectException) {
        return String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
      }
    }
    String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    return (e.getErrorCode() > 0 ? "error " + e.getErrorCode() + ": " : "") + message;
  }
}

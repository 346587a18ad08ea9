// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.connection;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/** Turns errors of the server and the driver into failures that a user can act on. */
public final class SqlFailures {
  /** The prefix that the driver adds to the server's message. */
  private static final Pattern CONNECTION_ID = Pattern.compile("^\\(conn=\\d+\\) ");

  private SqlFailures() {}

  /**
   * Returns the failure for an error that no script caused: for a {@link ServerError} with its exit
   * code (77, 75 or 78), otherwise with 69.
   *
   * @param action the action that failed, for the message: "initializing worker"
   */
  public static Failure of(SQLException e, DatabaseUrl url, String action) {
    return of(e, url, action, reason(e));
  }

  /** As above, with a reason other than the server's message, which may quote a secret. */
  public static Failure of(SQLException e, DatabaseUrl url, String action, String reason) {
    return describe(e, url, action, reason).causedBy(e);
  }

  private static Failure describe(SQLException e, DatabaseUrl url, String action, String reason) {
    if (e instanceof TlsException tls) {
      Problem problem = tls.problem();
      return new Failure(problem.exit(), action + ": " + problem.what(), problem.fix());
    }
    Optional<ServerError> known = ServerError.of(e.getErrorCode());
    if (known.isPresent()) {
      return known.get().failure(action, url, reason);
    }
    if (isConnectionLost(e)) {
      return new Failure(
          ExitCode.UNAVAILABLE,
          action + ": no connection to " + url.address() + " (" + reason + ")",
          "check that the server is running and reachable, then run the command again");
    }
    return new Failure(
        ExitCode.UNAVAILABLE,
        action + " on " + url.address() + ": " + reason,
        "fix the reported error and run the command again");
  }

  /**
   * Returns whether the state of the server or the account caused the error, and not the statement:
   * {@link #of} then adds to the message of the server.
   */
  public static boolean isServerError(SQLException e) {
    return e instanceof TlsException || ServerError.of(e.getErrorCode()).isPresent();
  }

  /**
   * Returns what an error of the server means and how to fix it, without the server's own message.
   *
   * @throws java.util.NoSuchElementException unless {@link #isServerError}
   */
  public static Problem problem(SQLException e, DatabaseUrl url) {
    return e instanceof TlsException tls
        ? tls.problem()
        : ServerError.of(e.getErrorCode()).orElseThrow().problem(e.getErrorCode(), url);
  }

  /** Returns whether the account or the TLS settings are the cause, so waiting cannot help. */
  public static boolean isPermanent(SQLException e) {
    return e instanceof TlsException || isAccessDenied(e);
  }

  /** Returns whether the account is the cause, so waiting cannot help. */
  public static boolean isAccessDenied(SQLException e) {
    return ServerError.of(e.getErrorCode()).filter(ServerError::isAccessDenied).isPresent();
  }

  /** Returns whether the connection could not be opened or was lost. */
  public static boolean isConnectionLost(SQLException e) {
    String state = e.getSQLState();
    return (state != null && state.startsWith("08"))
        || e.getErrorCode() == 1927 // killed
        || e.getErrorCode() == 1053; // the server shuts down
  }

  /**
   * Returns the error number and the first line of the server's message, or why the server cannot
   * be reached.
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
    message = CONNECTION_ID.matcher(message).replaceFirst("");
    return (e.getErrorCode() > 0 ? "error " + e.getErrorCode() + ": " : "") + message;
  }
}

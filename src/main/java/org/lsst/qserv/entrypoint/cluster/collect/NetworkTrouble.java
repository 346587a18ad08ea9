// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.collect;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.lsst.qserv.entrypoint.cluster.report.ProblemKind;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.mariadb.connection.SqlFailures;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/** Classifies failures: unreachable, access denied and bad are different. */
final class NetworkTrouble {
  private static final String START = "start the component, or correct its host or port";
  private static final String LOGS = "check the log of the component";

  private NetworkTrouble() {}

  /** Returns the trouble of a request to {@code host:port}. */
  static Trouble of(IOException failure, String address, Duration timeout) {
    return network(failure, address, timeout)
        .orElseGet(() -> {
          boolean isSilent = failure instanceof SocketException || isClosed(failure);
          return new Trouble(
              isSilent ? ProblemKind.UNREACHABLE : ProblemKind.BAD,
              address + ": " + reason(failure),
              LOGS);
        });
  }

  private static boolean isClosed(IOException failure) {
    return failure instanceof ProtocolException && "connection closed".equals(failure.getMessage());
  }

  private static String reason(IOException failure) {
    String message = String.valueOf(failure.getMessage());
    return failure instanceof SSLException ? "TLS: " + message : message;
  }

  /** Returns the trouble of a session on a server. */
  static Trouble of(SQLException failure, DatabaseUrl url, Duration timeout) {
    if (SqlFailures.isServerError(failure)) {
      Problem problem = SqlFailures.problem(failure, url);
      return new Trouble(kind(problem.exit()), problem.what(), problem.fix());
    }
    return network(failure, url.address(), timeout)
        .orElseGet(() ->
            new Trouble(
                SqlFailures.isConnectionLost(failure) ? ProblemKind.UNREACHABLE : ProblemKind.BAD,
                url.address() + ": " + SqlFailures.reason(failure),
                LOGS));
  }

  /** Returns the trouble of a schema that cannot be read. */
  static Trouble of(Failure failure) {
    Problem problem = failure.problems().getFirst();
    return new Trouble(kind(problem.exit()), problem.what(), problem.fix());
  }

  private static ProblemKind kind(ExitCode exit) {
    return exit == ExitCode.ACCESS_DENIED ? ProblemKind.ACCESS_DENIED : ProblemKind.BAD;
  }

  /** Returns the trouble of a component that did not answer in time. */
  static Trouble silent(String address, Duration timeout) {
    return new Trouble(
        ProblemKind.UNREACHABLE,
        Trouble.SILENT + address + " within " + timeout.toSeconds() + " s",
        "check whether the component or its host hangs, then restart it");
  }

  private static Optional<Trouble> network(Throwable failure, String address, Duration timeout) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnknownHostException) {
        return Optional.of(
            new Trouble(
                ProblemKind.UNREACHABLE,
                "unknown host " + address,
                "correct the host in the description, or its entry in DNS"));
      }
      if (cause instanceof NoRouteToHostException) {
        return Optional.of(
            new Trouble(
                ProblemKind.UNREACHABLE,
                "no route to " + address,
                "check that the host runs, and the network between the hosts"));
      }
      if (cause instanceof ConnectException) {
        return Optional.of(
            new Trouble(ProblemKind.UNREACHABLE, "connection refused by " + address, START, true));
      }
      if (cause instanceof InterruptedIOException) { // includes timeouts of sockets
        return Optional.of(silent(address, timeout));
      }
    }
    return Optional.empty();
  }
}

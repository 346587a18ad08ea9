// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.readiness;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.time.Duration;

/** Executes readiness checks. */
public final class Checker {
  private final Duration timeout;

  /** Creates a checker with a timeout for each check. */
  public Checker(Duration timeout) {
    this.timeout = timeout;
  }

  /** Executes a check once and returns its result. */
  public CheckResult run(Check check) {
    if (check instanceof Check.Tcp tcp) {
      return tcp(tcp);
    }
    if (check instanceof Check.Http http) {
      return HttpCheck.run(http, timeout);
    }
    if (check instanceof Check.Mariadb server) {
      return SqlCheck.run(server, timeout);
    }
    return check instanceof Check.Sql sql
        ? SqlCheck.run(sql, timeout)
        : SqlCheck.run((Check.LocalSql) check, timeout);
  }

  /**
   * Sends the request of a check and returns the reply.
   *
   * @throws IOException if there is no reply within the timeout, or if it is not HTTP
   */
  public ServiceReply get(Check.Http check) throws IOException {
    try {
      HttpGet.Response response = HttpCheck.send(check, timeout);
      return new ServiceReply(response.status(), response.body(), response.certificateEnd());
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private CheckResult tcp(Check.Tcp tcp) {
    try (Socket _ = TcpConnector.connect(tcp.host(), tcp.port(), timeout)) {
      return CheckResult.ready();
    } catch (IOException e) {
      return failure(e);
    }
  }

  /** Returns the result for a failed connection. */
  static CheckResult failure(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnknownHostException) {
        return new CheckResult(CheckResult.Kind.UNKNOWN_HOST, String.valueOf(cause.getMessage()));
      }
      if (cause instanceof ConnectException) {
        return new CheckResult(CheckResult.Kind.CONNECTION_REFUSED, "no listener on this port");
      }
    }
    return new CheckResult(CheckResult.Kind.NOT_READY, String.valueOf(failure.getMessage()));
  }
}

package org.lsst.qserv.entrypoint.readiness;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;

/** Asks a service whether it serves. */
public final class Checker {
  private final Duration timeout;

  /** A checker whose every question takes at most so long. */
  public Checker(Duration timeout) {
    this.timeout = timeout;
  }

  /** The answer to a check, now. */
  public Answer ask(Check check) {
    if (check instanceof Check.Tcp tcp) {
      return tcp(tcp);
    }
    if (check instanceof Check.Http http) {
      return HttpCheck.ask(http, timeout);
    }
    return check instanceof Check.Sql sql
        ? SqlCheck.ask(sql, timeout)
        : SqlCheck.ask((Check.LocalSql) check, timeout);
  }

  private Answer tcp(Check.Tcp tcp) {
    InetSocketAddress address = new InetSocketAddress(tcp.host(), tcp.port());
    try (Socket socket = new Socket()) {
      socket.connect(address, (int) timeout.toMillis());
      return Answer.ready();
    } catch (IOException e) {
      return failure(e);
    }
  }

  /** Tells the kinds of failed connections apart. */
  static Answer failure(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnknownHostException) {
        return new Answer(Answer.Kind.UNKNOWN_HOST, String.valueOf(cause.getMessage()));
      }
      if (cause instanceof ConnectException) {
        return new Answer(Answer.Kind.REFUSED, "nothing listens there");
      }
    }
    return new Answer(Answer.Kind.NOT_READY, String.valueOf(failure.getMessage()));
  }
}

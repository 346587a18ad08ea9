// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.serve;

import java.time.Instant;
import org.lsst.qserv.entrypoint.cluster.snapshot.Collector;
import org.lsst.qserv.entrypoint.cluster.snapshot.Refresher;
import org.lsst.qserv.entrypoint.host.TimeSource;
import org.lsst.qserv.entrypoint.http.HttpListener;
import org.lsst.qserv.entrypoint.http.Request;
import org.lsst.qserv.entrypoint.http.RequestHandler;
import org.lsst.qserv.entrypoint.http.Response;
import org.lsst.qserv.entrypoint.http.Routes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A read-only server for the state of all instances, which collects it in the background. Only the
 * probes {@code /livez} and {@code /readyz}, which contain no state, need no login.
 */
public final class Monitor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Monitor.class);

  private final Refresher refresher;
  private final HttpListener listener;

  private Monitor(Refresher refresher, HttpListener listener) {
    this.refresher = refresher;
    this.listener = listener;
  }

  /**
   * Starts to listen and to collect.
   *
   * @param version the version of this program
   * @throws org.lsst.qserv.entrypoint.failure.Failure with exit code 78 if the address or the
   *     certificate cannot be used
   */
  public static Monitor open(
      TimeSource time, String version, MonitorSettings settings, Collector collector) {
    Refresher refresher = new Refresher(time, settings.interval(), collector);
    RequestHandler endpoints = new MonitorEndpoints(time, version, refresher::latest);
    RequestHandler protectedEndpoints =
        settings
            .password()
            .<RequestHandler>map(password -> new BasicLogin(settings.user(), password, endpoints))
            .orElse(endpoints);
    Routes probes =
        new Routes()
            .get("/livez", _ -> Response.text(Response.OK, "ok\n"))
            .get("/readyz", _ -> readiness(refresher, time.now()));
    HttpListener listener =
        HttpListener.open(
            settings.address(),
            request ->
                isProbe(request) ? probes.respond(request) : protectedEndpoints.respond(request));
    if (settings.exposesPassword()) {
      LOG.warn("monitor.certificate is not set: clients send the password in plain text");
    }
    refresher.start();
    return new Monitor(refresher, listener);
  }

  private static boolean isProbe(Request request) {
    return request.path().equals("/livez") || request.path().equals("/readyz");
  }

  private static Response readiness(Refresher refresher, Instant now) {
    return refresher.latest().isOld(now)
        ? Response.text(Response.UNAVAILABLE, "there is no current report\n")
        : Response.text(Response.OK, "ok\n");
  }

  /** Returns the port, which the system has chosen if the setting was 0. */
  public int port() {
    return listener.port();
  }

  @Override
  public void close() {
    listener.close();
    refresher.close();
  }
}

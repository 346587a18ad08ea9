// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.health.control;

import org.lsst.qserv.entrypoint.health.Probe;
import org.lsst.qserv.entrypoint.health.ProbeReport;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.http.HttpListener;
import org.lsst.qserv.entrypoint.readiness.CheckResult;

/** A server for health endpoints, metrics and requests to a launch. */
public final class ControlPort implements AutoCloseable {
  private final HttpListener listener;

  private ControlPort(HttpListener listener) {
    this.listener = listener;
  }

  /**
   * Starts to listen.
   *
   * @throws org.lsst.qserv.entrypoint.failure.Failure with exit code 78 if the address or the
   *     certificate cannot be used
   */
  public static ControlPort open(Host host, ControlAddress address, ControlledLaunch launch) {
    // the supervisor checks the readiness of its services all the time
    Probe probe = new Probe(host, _ -> CheckResult.ready());
    ControlEndpoints endpoints =
        new ControlEndpoints(launch, new ProbeReport(probe), address.token());
    return new ControlPort(HttpListener.open(address.listener(), endpoints));
  }

  /** Returns the port, which the system has chosen if the address had port 0. */
  public int port() {
    return listener.port();
  }

  @Override
  public void close() {
    listener.close();
  }
}

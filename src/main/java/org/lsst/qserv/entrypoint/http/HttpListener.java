// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.http;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server that listens until it is closed. What a client can occupy is limited: the number of
 * connections, and the time of a request and of its response.
 */
public final class HttpListener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpListener.class);
  private static final int MAX_CONNECTIONS = 100;
  private static final Duration MAX_REQUEST_TIME = Duration.ofSeconds(5);
  private static final Duration MAX_RESPONSE_TIME = Duration.ofSeconds(5);
  private static final Duration MAX_IDLE_TIME = Duration.ofSeconds(30);
  private static final int MAX_HEADERS = 50;
  private static final int MAX_HEADER_BYTES = 16 * 1024;

  private final HttpServer server;
  private final ExecutorService threads;

  private HttpListener(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /**
   * Starts to listen.
   *
   * @throws Failure with exit code 78 if the address or the certificate cannot be used
   */
  public static HttpListener open(ListenAddress address, RequestHandler handler) {
    limitConnections();
    HttpServer server = listen(address);
    ExecutorService threads =
        Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name(address.settings() + "-port").factory());
    server.createContext("/", new ExchangeHandler(handler));
    server.setExecutor(threads);
    server.start();
    LOG.info(
        "server={} address={} tls={}",
        address.settings(),
        address,
        address.certificate().isPresent());
    return new HttpListener(server, threads);
  }

  /** Reads the certificate first: a failure must not leave a server that listens. */
  private static HttpServer listen(ListenAddress address) {
    Optional<HttpsConfigurator> tls =
        address.certificate().map(ReloadingKeyManager::context).map(HttpsConfigurator::new);
    try {
      InetSocketAddress socket =
          new InetSocketAddress(InetAddress.getByName(address.host()), address.port());
      if (tls.isEmpty()) {
        return HttpServer.create(socket, 0);
      }
      HttpsServer server = HttpsServer.create(socket, 0);
      server.setHttpsConfigurator(tls.get());
      return server;
    } catch (IOException e) {
      throw new Failure(
              ExitCode.CONFIGURATION,
              "%s.port: cannot listen on %s (%s)"
                  .formatted(address.settings(), address, e.getMessage()),
              "choose another port, or an address of this container as "
                  + address.settings()
                  + ".address")
          .causedBy(e);
    }
  }

  /** The JDK's server has these limits only as properties of the process. */
  private static void limitConnections() {
    System.setProperty("jdk.httpserver.maxConnections", String.valueOf(MAX_CONNECTIONS));
    System.setProperty(
        "sun.net.httpserver.maxReqTime", String.valueOf(MAX_REQUEST_TIME.toSeconds()));
    System.setProperty(
        "sun.net.httpserver.maxRspTime", String.valueOf(MAX_RESPONSE_TIME.toSeconds()));
    System.setProperty(
        "sun.net.httpserver.idleInterval", String.valueOf(MAX_IDLE_TIME.toSeconds()));
    System.setProperty("sun.net.httpserver.maxReqHeaders", String.valueOf(MAX_HEADERS));
    System.setProperty("sun.net.httpserver.maxReqHeaderSize", String.valueOf(MAX_HEADER_BYTES));
  }

  /** Returns the port, which the system has chosen if the address had port 0. */
  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.collect;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/** Real servers on loopback addresses, as one machine of each would be. */
public final class LoopbackServers implements Closeable {
  private final List<Closeable> servers = new ArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  /** Returns a port that is free on each address that a test uses. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Starts a service that answers each path with status 200 and a body. */
  public LoopbackServers answering(String host, int port, String body) throws IOException {
    return answering(host, port, 200, body);
  }

  /** Starts a service that answers each path with a status and a body. */
  public LoopbackServers answering(String host, int port, int status, String body)
      throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getByName(host), port), 128);
    server.setExecutor(threads);
    server.createContext("/", exchange -> send(exchange, status, body));
    server.start();
    servers.add(() -> server.stop(0));
    return this;
  }

  /** Starts a service that does not answer its first request, and then each one with a body. */
  public LoopbackServers silentOnce(String host, int port, String body) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getByName(host), port), 128);
    server.setExecutor(threads);
    AtomicBoolean isFirst = new AtomicBoolean(true);
    server.createContext(
        "/",
        exchange -> {
          if (!isFirst.getAndSet(false)) {
            send(exchange, 200, body);
          }
        });
    server.start();
    servers.add(() -> server.stop(0));
    return this;
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /**
   * Starts a server whose kernel accepts connections, and which never answers: a stopped process.
   */
  public LoopbackServers hanging(String host, int port) throws IOException {
    servers.add(new ServerSocket(port, 128, InetAddress.getByName(host)));
    return this;
  }

  /** Returns the reply of a service to {@code /meta/version}. */
  public static String version(String kind, String id, String instance) {
    return """
    {"success": 1, "error": "", "error_ext": {}, "warning": "", "kind": "%s", "id": "%s", \
    "instance_id": "%s", "version": 55}\
    """
        .formatted(kind, id, instance);
  }

  @Override
  public void close() throws IOException {
    for (Closeable server : servers) {
      server.close();
    }
    threads.shutdownNow();
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.http;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Passes each request to the handler of its path and method. */
public final class Routes implements RequestHandler {
  private static final String GET = "GET";

  private final Map<String, Map<String, RequestHandler>> handlers = new TreeMap<>();

  /** Adds the handler of {@code GET}, which also answers {@code HEAD}. */
  public Routes get(String path, RequestHandler handler) {
    return add(GET, path, handler);
  }

  /** Adds the handler of a method and path. */
  public Routes add(String method, String path, RequestHandler handler) {
    handlers.computeIfAbsent(path, _ -> new TreeMap<>()).put(method, handler);
    return this;
  }

  @Override
  public Response respond(Request request) throws IOException {
    Map<String, RequestHandler> methods = handlers.get(request.path());
    if (methods == null) {
      return Response.problem(Response.NOT_FOUND, "no such endpoint", "use one of " + summary());
    }
    RequestHandler handler = methods.get(request.method().equals("HEAD") ? GET : request.method());
    if (handler == null) {
      String allowed = String.join(", ", methods.keySet());
      return Response.problem(
              Response.METHOD_NOT_ALLOWED,
              request.path() + " does not support this method",
              "use " + allowed)
          .with("Allow", allowed);
    }
    return handler.respond(request);
  }

  private String summary() {
    return handlers.entrySet().stream()
        .map(path -> String.join(", ", path.getValue().keySet()) + " " + path.getKey())
        .collect(Collectors.joining(", "));
  }
}

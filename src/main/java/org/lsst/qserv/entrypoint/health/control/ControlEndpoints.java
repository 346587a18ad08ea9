// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.health.control;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.health.CurrentStates;
import org.lsst.qserv.entrypoint.health.ProbeKind;
import org.lsst.qserv.entrypoint.health.ProbeReport;
import org.lsst.qserv.entrypoint.health.StateDocument;
import org.lsst.qserv.entrypoint.mode.Mode;
import org.lsst.qserv.entrypoint.settings.secret.Secret;

/** Responds to the requests that the control port receives. */
final class ControlEndpoints {
  private static final String GET = "GET";
  private static final String POST = "POST";

  /** Responds to the requests of one path and method. */
  @FunctionalInterface
  private interface Endpoint {
    Response respond(Request request) throws IOException;
  }

  private final ControlledLaunch launch;
  private final ProbeReport probes;
  private final BearerToken token;
  private final Map<String, Map<String, Endpoint>> endpoints = new TreeMap<>();

  /**
   * Creates the endpoints of a launch.
   *
   * @param token the token for changes; if empty, there are none
   */
  ControlEndpoints(ControlledLaunch launch, ProbeReport probes, Optional<Secret> token) {
    this.launch = launch;
    this.probes = probes;
    this.token = new BearerToken(token);
    endpoints.put("/livez", Map.of(GET, request -> probe(ProbeKind.LIVE, request)));
    endpoints.put("/readyz", Map.of(GET, request -> probe(ProbeKind.READY, request)));
    endpoints.put("/startupz", Map.of(GET, request -> probe(ProbeKind.STARTUP, request)));
    endpoints.put("/status", Map.of(GET, _ -> status(Response.OK)));
    endpoints.put("/metrics", Map.of(GET, _ -> metrics()));
    endpoints.put("/mode", Map.of(POST, this::mode));
    endpoints.put("/retry", Map.of(POST, _ -> retry()));
  }

  /** Responds to a request. {@code HEAD} is answered like {@code GET}. */
  Response respond(Request request) throws IOException {
    Map<String, Endpoint> methods = endpoints.get(request.path());
    if (methods == null) {
      return Response.problem(Response.NOT_FOUND, "no such endpoint", "use one of " + summary());
    }
    Endpoint endpoint = methods.get(request.method().equals("HEAD") ? GET : request.method());
    if (endpoint == null) {
      String allowed = String.join(", ", methods.keySet());
      return Response.problem(
              Response.METHOD_NOT_ALLOWED,
              request.path() + " does not support this method",
              "use " + allowed)
          .with("Allow", allowed);
    }
    Optional<Response> refusal =
        request.method().equals(POST) ? token.refusal(request) : Optional.empty();
    return refusal.isPresent() ? refusal.get() : endpoint.respond(request);
  }

  private String summary() {
    return endpoints.entrySet().stream()
        .map(endpoint -> String.join(", ", endpoint.getValue().keySet()) + " " + endpoint.getKey())
        .collect(Collectors.joining(", "));
  }

  private Response probe(ProbeKind kind, Request request) {
    List<StateDocument> states = launch.state().stream().toList();
    ProbeReport.Result result = probes.of(kind, states, request.hasParameter("accept-parked"));
    return Response.text(
        result.passed() ? Response.OK : Response.UNAVAILABLE,
        states.isEmpty() ? "the launch has no state yet\n" : result.text());
  }

  private Response status(int code) {
    List<StateDocument> states = launch.state().stream().toList();
    return new Response(code, "application/json", CurrentStates.json(states) + "\n", Map.of());
  }

  private Response metrics() throws IOException {
    return new Response(
        Response.OK, "text/plain; version=0.0.4; charset=utf-8", launch.metrics(), Map.of());
  }

  private Response mode(Request request) throws IOException {
    Mode mode;
    try {
      mode = Mode.of(request.body().strip());
    } catch (IllegalArgumentException e) {
      return Response.problem(
          Response.BAD_REQUEST,
          "the body is not a mode",
          "send full or maintenance as the body of the request");
    }
    try {
      launch.requestMode(mode);
    } catch (Failure e) {
      return Response.problem(Response.CONFLICT, e);
    }
    return status(Response.ACCEPTED);
  }

  private Response retry() throws IOException {
    return launch.requestRetry()
        ? status(Response.ACCEPTED)
        : Response.problem(
            Response.CONFLICT, "nothing has failed", "see GET /status for the states");
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.health.control;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.health.CurrentStates;
import org.lsst.qserv.entrypoint.health.ProbeKind;
import org.lsst.qserv.entrypoint.health.ProbeReport;
import org.lsst.qserv.entrypoint.health.StateDocument;
import org.lsst.qserv.entrypoint.http.Request;
import org.lsst.qserv.entrypoint.http.RequestHandler;
import org.lsst.qserv.entrypoint.http.Response;
import org.lsst.qserv.entrypoint.http.Routes;
import org.lsst.qserv.entrypoint.mode.Mode;
import org.lsst.qserv.entrypoint.settings.secret.Secret;

/** Responds to the requests that the control port receives. */
final class ControlEndpoints implements RequestHandler {
  private final ControlledLaunch launch;
  private final ProbeReport probes;
  private final BearerToken token;
  private final Routes routes;

  /**
   * Creates the endpoints of a launch.
   *
   * @param token the token for changes; if empty, there are none
   */
  ControlEndpoints(ControlledLaunch launch, ProbeReport probes, Optional<Secret> token) {
    this.launch = launch;
    this.probes = probes;
    this.token = new BearerToken(token);
    routes =
        new Routes()
            .get("/livez", request -> probe(ProbeKind.LIVE, request))
            .get("/readyz", request -> probe(ProbeKind.READY, request))
            .get("/startupz", request -> probe(ProbeKind.STARTUP, request))
            .get("/status", _ -> status(Response.OK))
            .get("/metrics", _ -> metrics())
            .add("POST", "/mode", request -> authorized(request, this::mode))
            .add("POST", "/retry", request -> authorized(request, _ -> retry()));
  }

  @Override
  public Response respond(Request request) throws IOException {
    return routes.respond(request);
  }

  private Response authorized(Request request, RequestHandler handler) throws IOException {
    Optional<Response> refusal = token.refusal(request);
    return refusal.isPresent() ? refusal.get() : handler.respond(request);
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
    return new Response(
        code, "application/json", CurrentStates.json(states, launch.volumes()) + "\n", Map.of());
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

// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.serve;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import org.lsst.qserv.entrypoint.cluster.metrics.ClusterMetrics;
import org.lsst.qserv.entrypoint.cluster.page.StatusPage;
import org.lsst.qserv.entrypoint.cluster.report.ClusterReportJson;
import org.lsst.qserv.entrypoint.cluster.report.InstanceState;
import org.lsst.qserv.entrypoint.cluster.snapshot.Snapshot;
import org.lsst.qserv.entrypoint.host.TimeSource;
import org.lsst.qserv.entrypoint.http.Request;
import org.lsst.qserv.entrypoint.http.RequestHandler;
import org.lsst.qserv.entrypoint.http.Response;
import org.lsst.qserv.entrypoint.http.Routes;

/** Responds with the latest snapshot as page, JSON or metrics. No request collects anything. */
final class MonitorEndpoints implements RequestHandler {
  /** Only the files of this server are loaded, and no other page may contain this one. */
  static final Map<String, String> PROTECTION =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src"
              + " 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "no-referrer",
          "Cross-Origin-Resource-Policy",
          "same-origin");

  private static final String HTML = "text/html; charset=utf-8";

  private final TimeSource time;
  private final Supplier<Snapshot> latest;
  private final StatusPage page;
  private final ClusterMetrics metrics;
  private final Routes routes = new Routes();

  /**
   * Creates the endpoints.
   *
   * @param version the version of this program
   * @param latest returns the latest snapshot
   */
  MonitorEndpoints(TimeSource time, String version, Supplier<Snapshot> latest) {
    this.time = time;
    this.latest = latest;
    this.page = new StatusPage(version);
    this.metrics = new ClusterMetrics(version, latest);
    routes.get("/", _ -> html(Response.OK, page.overview(latest.get(), time.now())));
    routes.get("/host", this::host);
    routes.get("/api/status", _ -> status());
    routes.get("/metrics", _ -> metrics());
    file("/style.css", "text/css; charset=utf-8", StatusPage.styles());
    file("/page.js", "text/javascript; charset=utf-8", StatusPage.script());
    for (InstanceState state : InstanceState.values()) {
      file("/icon-" + state + ".svg", "image/svg+xml", StatusPage.icon(state));
    }
  }

  private void file(String path, String type, String content) {
    Response response = new Response(Response.OK, type, content, PROTECTION);
    routes.get(path, _ -> response);
  }

  @Override
  public Response respond(Request request) throws IOException {
    return routes.respond(request);
  }

  private static Response html(int code, String content) {
    return new Response(code, HTML, content, PROTECTION);
  }

  private Response host(Request request) {
    Snapshot snapshot = latest.get();
    Instant now = time.now();
    return page.host(
            snapshot,
            now,
            request.parameter("instance").orElse(""),
            request.parameter("role").orElse(""),
            request.parameter("host").orElse(""))
        .map(content -> html(Response.OK, content))
        .orElseGet(() -> html(Response.NOT_FOUND, page.notFound(snapshot, now)));
  }

  /** Returns exactly the document of the command {@code cluster status --output json}. */
  private Response status() {
    return latest
        .get()
        .report()
        .map(report ->
            new Response(
                Response.OK,
                "application/json",
                ClusterReportJson.write(report) + "\n",
                PROTECTION))
        .orElseGet(() ->
            Response.problem(
                Response.UNAVAILABLE,
                "nothing has been collected yet",
                "try again in a few seconds; the log of the monitor reports failures"));
  }

  private Response metrics() throws IOException {
    return new Response(
        Response.OK, "text/plain; version=0.0.4; charset=utf-8", metrics.text(), PROTECTION);
  }
}

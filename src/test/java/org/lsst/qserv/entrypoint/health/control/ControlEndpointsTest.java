// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.health.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lsst.qserv.entrypoint.health.TestDocument.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.health.Probe;
import org.lsst.qserv.entrypoint.health.ProbeReport;
import org.lsst.qserv.entrypoint.health.StateDocument.ComponentReport;
import org.lsst.qserv.entrypoint.health.TestDocument;
import org.lsst.qserv.entrypoint.http.Request;
import org.lsst.qserv.entrypoint.http.Response;
import org.lsst.qserv.entrypoint.mode.Mode;
import org.lsst.qserv.entrypoint.readiness.CheckResult;
import org.lsst.qserv.entrypoint.settings.secret.Secret;
import org.lsst.qserv.entrypoint.supervise.ComponentState;

/** Tests the responses of the control port. */
final class ControlEndpointsTest {
  private static final String TOKEN = "Bearer s3cret";

  @TempDir Path directory;

  private final FakeLaunch launch = new FakeLaunch();
  private Optional<Secret> token = Optional.of(new Secret("s3cret"));

  private Response respond(Request request) throws IOException {
    Probe probe = new Probe(TestDocument.host(directory).host(), _ -> CheckResult.ready());
    return new ControlEndpoints(launch, new ProbeReport(probe), token).respond(request);
  }

  private Response get(String path, String query) throws IOException {
    return respond(new Request("GET", path, query, Optional.empty(), ""));
  }

  private Response post(String path, String body, String authorization) throws IOException {
    return respond(new Request("POST", path, "", Optional.ofNullable(authorization), body));
  }

  private void components(ComponentReport... components) {
    launch.state = Optional.of(new TestDocument().components(components).build());
  }

  @ParameterizedTest(name = "{0}: startupz {1}, livez {2}, readyz {3}, accept-parked {4}")
  @CsvSource({
    "READY, 200, 200, 200, 200",
    "PARKED, 200, 200, 503, 200",
    "PREPARING, 503, 200, 503, 503",
    "BACKOFF, 200, 200, 503, 503",
    "FAILED, 503, 200, 503, 503",
  })
  void respondsToProbesByTheStateOfTheComponents(
      ComponentState state, int startup, int live, int ready, int parked) throws IOException {
    components(report("xrootd", state));

    assertThat(get("/startupz", "").status()).isEqualTo(startup);
    assertThat(get("/livez", "").status()).isEqualTo(live);
    assertThat(get("/readyz", "").status()).isEqualTo(ready);
    assertThat(get("/readyz", "accept-parked").status()).isEqualTo(parked);
    assertThat(get("/readyz", "a=b&accept-parked=true").status()).isEqualTo(parked);
    assertThat(get("/readyz", "accept-parked=false").status()).isEqualTo(ready);
  }

  @Test
  void onlyIfEveryComponentPassesAProbePasses() throws IOException {
    components(report("cmsd", ComponentState.READY), report("xrootd", ComponentState.UNREADY));
    Response response = get("/readyz", "");

    assertThat(response.status()).isEqualTo(503);
    assertThat(response.body()).contains("worker cmsd full ready", "worker xrootd full unready");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/livez", "/readyz", "/startupz"})
  void noProbePassesBeforeThereIsAState(String path) throws IOException {
    Response response = get(path, "");

    assertThat(response.status()).isEqualTo(503);
    assertThat(response.body()).isEqualTo("the launch has no state yet\n");
  }

  @Test
  void theStatusIsThatOfTheStatusCommandAndHasTheSpaceOfTheVolumes() throws IOException {
    components(report("xrootd", ComponentState.READY));
    Response response = get("/status", "");

    assertThat(response.type()).isEqualTo("application/json");
    assertThat(response.body())
        .startsWith("[{\"version\": 1, \"role\": \"worker\"")
        .endsWith(", \"volumes\": [{\"directory\": \"/data\", \"free\": 5, \"size\": 10}]}]\n");
  }

  @Test
  void metricsHaveTheMediaTypeOfPrometheus() throws IOException {
    assertThat(get("/metrics", ""))
        .extracting(Response::status, Response::type, Response::body)
        .containsExactly(200, "text/plain; version=0.0.4; charset=utf-8", "metric 1\n");
  }

  @Test
  void aModeIsRequestedWithTheToken() throws IOException {
    components(report("xrootd", ComponentState.READY));

    assertThat(post("/mode", " maintenance\n", TOKEN).status()).isEqualTo(202);
    assertThat(post("/mode", "full", "bearer s3cret").status()).isEqualTo(202);
    assertThat(launch.modes).containsExactly(Mode.MAINTENANCE, Mode.FULL);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "Bearer",
        "Bearer ",
        "Bearer s3cre",
        "Bearer s3cret2",
        "Basic s3cret",
        "s3cret"
      })
  void changesNeedTheToken(String authorization) throws IOException {
    launch.hasFailed = true;
    for (String path : new String[] {"/mode", "/retry"}) {
      Response response = post(path, "full", authorization);
      assertThat(response.status()).isEqualTo(401);
      assertThat(response.headers()).containsEntry("WWW-Authenticate", "Bearer");
      assertThat(response.body()).doesNotContain("s3cret");
    }
    assertThat(launch.modes).isEmpty();
    assertThat(launch.retries).isZero();
  }

  @Test
  void withoutATokenInTheSettingsEveryChangeIsRefused() throws IOException {
    token = Optional.empty();
    Response response = post("/mode", "full", "Bearer ");

    assertThat(response.status()).isEqualTo(403);
    assertThat(response.body()).contains("fix: set control.token-file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ful", "{\"mode\": \"full\"}", "full maintenance", "mode=full"})
  void anotherBodyThanAModeIsABadRequest(String body) throws IOException {
    assertThat(post("/mode", body, TOKEN).status()).isEqualTo(400);
    assertThat(launch.modes).isEmpty();
  }

  @Test
  void aRefusedModeIsAConflictWithTheReason() throws IOException {
    launch.hasModeFile = true;
    Response response = post("/mode", "full", TOKEN);

    assertThat(response.status()).isEqualTo(409);
    assertThat(response.body())
        .isEqualTo("error: the file determines the mode\nfix: write to it\n");
  }

  @Test
  void aRetryIsAConflictIfNothingHasFailed() throws IOException {
    assertThat(post("/retry", "", TOKEN).status()).isEqualTo(409);
    launch.hasFailed = true;
    assertThat(post("/retry", "", TOKEN).status()).isEqualTo(202);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /livez, GET",
    "DELETE, /status, GET",
    "GET, /mode, POST",
    "HEAD, /retry, POST",
    "PUT, /mode, POST"
  })
  void anotherMethodIsNotAllowed(String method, String path, String allowed) throws IOException {
    Response response = respond(new Request(method, path, "", Optional.of(TOKEN), "full"));

    assertThat(response.status()).isEqualTo(405);
    assertThat(response.headers()).containsEntry("Allow", allowed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "", "/livez/", "/../etc/passwd", "/Livez", "//livez", "/metrics/x"})
  void anotherPathIsNotFoundAndThePagesAreListed(String path) throws IOException {
    Response response = get(path, "");

    assertThat(response.status()).isEqualTo(404);
    assertThat(response.body()).contains("GET /livez", "POST /mode");
  }
}

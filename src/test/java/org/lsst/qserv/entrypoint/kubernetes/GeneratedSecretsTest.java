// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Tests the Secrets that the chart creates with Helm. It looks up existing ones, here on a server
 * with the few responses of an API server that this takes, at the default address of Helm's client.
 */
final class GeneratedSecretsTest {
  private static final int PORT = 8080;
  private static HttpServer server;

  @BeforeAll
  static void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT), 0);
    answer(
        "/",
        404,
        "{\"kind\": \"Status\", \"status\": \"Failure\", \"code\": 404, \"reason\": \"NotFound\"}");
    answer(
        "/api/v1",
        200,
        "{\"kind\": \"APIResourceList\", \"groupVersion\": \"v1\", \"resources\":"
            + " [{\"name\": \"secrets\", \"kind\": \"Secret\", \"namespaced\": true}]}");
    answer(
        "/api/v1/namespaces/dr2/secrets/worker-secrets",
        200,
        "{\"apiVersion\": \"v1\", \"kind\": \"Secret\", \"metadata\": {\"name\": \"worker-secrets\"},"
            + " \"data\": {\"mariadb-root-password\": \"b2xk\"}}");
    server.start();
  }

  private static void answer(String path, int status, String body) {
    server.createContext(
        path,
        exchange -> {
          boolean exact = path.equals("/") || exchange.getRequestURI().getPath().equals(path);
          byte[] bytes =
              (exact ? body : "{\"kind\": \"Status\", \"code\": 404, \"reason\": \"NotFound\"}")
                  .getBytes(UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(exact ? status : 404, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }

  @AfterAll
  static void stop() {
    if (server != null) { // null if the port is in use
      server.stop(0);
    }
  }

  @Test
  void createsThePasswordsThatTheContainersRead() {
    Manifests manifests = Manifests.of(Chart.render(Chart.GENERATED_SECRETS, Map.of()));
    assertThat(manifests.names(Secret.class))
        .containsExactly("czar-secrets", "repl-secrets", "worker-secrets");
    Map<String, String> secrets = manifests.one(Secret.class, "repl-secrets").getData();
    assertThat(secrets)
        .containsOnlyKeys(
            "admin-auth-key", "auth-key", "mariadb-qsreplica-password", "mariadb-root-password");
    assertThat(secrets.values())
        .doesNotHaveDuplicates()
        .allSatisfy(password -> assertThat(Base64.getDecoder().decode(password)).hasSize(32));
    assertThat(Chart.rendered("http").all(Secret.class)).isEmpty();
  }

  @Test
  void keepsExistingPasswordsAndAddsMissingOnes() {
    Manifests manifests = Manifests.of(Chart.render(Chart.GENERATED_SECRETS, Map.of()));
    assertThat(manifests.one(Secret.class, "worker-secrets").getData())
        .containsEntry("mariadb-root-password", "b2xk")
        .containsOnlyKeys("mariadb-root-password", "mariadb-qsmaster-password");
  }

  @Test
  void keepsTheSecretsOfADeletedRelease() {
    assertThat(Manifests.of(Chart.render(Chart.GENERATED_SECRETS, Map.of())).all(Secret.class))
        .allSatisfy(secret ->
            assertThat(secret.getMetadata().getAnnotations())
                .containsEntry("helm.sh/resource-policy", "keep"));
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.http.Request;
import org.lsst.qserv.entrypoint.http.Response;
import org.lsst.qserv.entrypoint.settings.secret.Secret;

/** Tests which requests pass the login. */
final class BasicLoginTest {
  private static final String PASSWORD = "p:ä s3cret";

  private final BasicLogin login =
      new BasicLogin("qserv", new Secret(PASSWORD), _ -> Response.text(Response.OK, "protected"));

  private static String basic(String credentials) {
    return Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
  }

  private Response respond(@Nullable String header) throws IOException {
    return login.respond(new Request("GET", "/", "", Optional.ofNullable(header), ""));
  }

  @Test
  void theRightCredentialsPassWithEverySpellingOfTheScheme() throws IOException {
    assertThat(respond("Basic " + basic("qserv:" + PASSWORD)).body()).isEqualTo("protected");
    assertThat(respond("basic  " + basic("qserv:" + PASSWORD)).status()).isEqualTo(200);
  }

  @Test
  void aMissingHeaderAsksForTheLogin() throws IOException {
    Response response = respond(null);

    assertThat(response.status()).isEqualTo(401);
    assertThat(response.headers())
        .containsEntry("WWW-Authenticate", "Basic realm=\"Qserv status\", charset=\"UTF-8\"");
    assertThat(response.body()).doesNotContain("protected", PASSWORD);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Basic", "Basic ", "Basic %%%", "Bearer p:ä s3cret", "Basic cXNlcnY="})
  void aDamagedHeaderIsRefused(String header) throws IOException {
    assertThat(respond(header).status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ":", "qserv:", "qserv:p", "qserv:p:ä s3cret ", "other:p:ä s3cret"})
  void otherCredentialsAreRefused(String credentials) throws IOException {
    assertThat(respond("Basic " + basic(credentials)).status()).isEqualTo(401);
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.serve;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.lsst.qserv.entrypoint.http.Request;
import org.lsst.qserv.entrypoint.http.RequestHandler;
import org.lsst.qserv.entrypoint.http.Response;
import org.lsst.qserv.entrypoint.settings.secret.Secret;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Requires user name and password by HTTP Basic (RFC 7617) before a request is handled. */
final class BasicLogin implements RequestHandler {
  private static final Logger LOG = LoggerFactory.getLogger(BasicLogin.class);
  private static final String SCHEME = "Basic ";

  private final Secret expected;
  private final RequestHandler protectedHandler;

  /**
   * Creates the login.
   *
   * @param protectedHandler handles the requests with the password
   */
  BasicLogin(String user, Secret password, RequestHandler protectedHandler) {
    this.expected = new Secret(user + ":" + password.reveal());
    this.protectedHandler = protectedHandler;
  }

  @Override
  public Response respond(Request request) throws IOException {
    Optional<String> credentials = request.authorization().flatMap(BasicLogin::credentials);
    if (credentials.filter(expected::matches).isPresent()) {
      return protectedHandler.respond(request);
    }
    if (request.authorization().isPresent()) {
      LOG.warn("login=refused path={}", request.path());
    }
    return Response.problem(
            Response.UNAUTHORIZED,
            "user name or password is missing or wrong",
            "log in as monitor.user with the password in monitor.password-file")
        .with("WWW-Authenticate", "Basic realm=\"Qserv status\", charset=\"UTF-8\"");
  }

  /** Returns user name and password, separated by a colon; empty if the header has none. */
  private static Optional<String> credentials(String header) {
    if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
      return Optional.of(new String(decoded, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}

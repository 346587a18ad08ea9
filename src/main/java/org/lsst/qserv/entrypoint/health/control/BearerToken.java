// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.health.control;

import java.util.Optional;
import org.lsst.qserv.entrypoint.http.Request;
import org.lsst.qserv.entrypoint.http.Response;
import org.lsst.qserv.entrypoint.settings.secret.Secret;

/** Decides whether a request may change something. */
final class BearerToken {
  private static final String SCHEME = "Bearer ";

  private final Optional<Secret> token;

  /**
   * Creates the decision.
   *
   * @param token the required token; if empty, every change is refused
   */
  BearerToken(Optional<Secret> token) {
    this.token = token;
  }

  /** Returns why a request is refused; empty if it is allowed. */
  Optional<Response> refusal(Request request) {
    if (token.isEmpty()) {
      return Optional.of(
          Response.problem(
              Response.FORBIDDEN,
              request.path() + ": this control port only shows the state",
              "set control.token-file to allow changes"));
    }
    String given = request.authorization().orElse("");
    if (!isPrefix(given) || !token.get().matches(given.substring(SCHEME.length()))) {
      return Optional.of(
          Response.problem(
                  Response.UNAUTHORIZED,
                  request.path() + ": the bearer token is missing or invalid",
                  "send the header 'Authorization: Bearer TOKEN', with the content of"
                      + " control.token-file")
              .with("WWW-Authenticate", "Bearer"));
    }
    return Optional.empty();
  }

  private static boolean isPrefix(String given) {
    return given.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
  }
}

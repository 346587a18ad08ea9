// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A request to a server of this program.
 *
 * @param path the path, without the query
 * @param query the query, without the question mark; may be empty
 * @param authorization the value of the {@code Authorization} header
 * @param body the body of a {@code POST} request, else empty
 */
public record Request(
    String method, String path, String query, Optional<String> authorization, String body) {

  /** Returns whether the query contains a parameter, with any value except {@code false}. */
  public boolean hasParameter(String name) {
    for (String parameter : query.split("&", -1)) {
      if (parameter.equals(name)
          || (parameter.startsWith(name + "=") && !parameter.equals(name + "=false"))) {
        return true;
      }
    }
    return false;
  }

  /** Returns the first value of a parameter of the query; empty if there is none. */
  public Optional<String> parameter(String name) {
    for (String parameter : query.split("&", -1)) {
      if (parameter.startsWith(name + "=")) {
        return decoded(parameter.substring(name.length() + 1));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> decoded(String value) {
    try {
      return Optional.of(URLDecoder.decode(value, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // an incomplete escape sequence
    }
  }
}

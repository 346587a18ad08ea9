// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.http;

import java.util.Map;
import java.util.TreeMap;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.failure.Problem;

/**
 * A response of a server of this program.
 *
 * @param status the HTTP status code
 * @param type the media type of the body
 * @param headers further headers
 */
public record Response(int status, String type, String body, Map<String, String> headers) {
  public static final int OK = 200;
  public static final int ACCEPTED = 202;
  public static final int BAD_REQUEST = 400;
  public static final int UNAUTHORIZED = 401;
  public static final int FORBIDDEN = 403;
  public static final int NOT_FOUND = 404;
  public static final int METHOD_NOT_ALLOWED = 405;
  public static final int CONFLICT = 409;
  public static final int TOO_LARGE = 413;
  public static final int SERVER_ERROR = 500;
  public static final int UNAVAILABLE = 503;

  private static final String TEXT = "text/plain; charset=utf-8";

  /** Returns a plain text. */
  public static Response text(int status, String body) {
    return new Response(status, TEXT, body, Map.of());
  }

  /** Returns a problem in the format of the command line. */
  public static Response problem(int status, String what, String fix) {
    return text(status, "error: " + what + "\nfix: " + fix + "\n");
  }

  /** Returns the problems of a failure. */
  public static Response problem(int status, Failure failure) {
    StringBuilder text = new StringBuilder();
    for (Problem problem : failure.problems()) {
      text.append("error: ").append(problem.what()).append("\nfix: ").append(problem.fix());
      text.append('\n');
    }
    return text(status, text.toString());
  }

  /** Returns this response with another header. */
  public Response with(String header, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(header, value);
    return new Response(status, type, body, more);
  }
}

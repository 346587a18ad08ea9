// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.http;

import java.io.IOException;

/** Responds to requests. Thread-safe. */
@FunctionalInterface
public interface RequestHandler {

  /**
   * Responds to a request.
   *
   * @throws IOException if something that the response needs cannot be read or written; the client
   *     receives status 500 without the cause
   */
  Response respond(Request request) throws IOException;
}

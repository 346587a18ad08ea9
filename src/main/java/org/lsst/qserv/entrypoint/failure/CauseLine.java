// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.failure;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One exception of the chain that led to a failure, for the log.
 *
 * @param type the name of its class
 * @param message its message; empty if it could quote a secret
 * @param location the method that threw it; empty if unknown
 */
public record CauseLine(String type, String message, String location) {

  /** Returns the causes of a failure, the immediate one first. */
  public static Stream<CauseLine> of(Failure failure) {
    return Stream.<Throwable>iterate(
            failure.getCause(), cause -> cause != null, Throwable::getCause)
        .map(CauseLine::of);
  }

  private static CauseLine of(Throwable cause) {
    return new CauseLine(
        cause.getClass().getName(),
        isSafe(cause) ? Optional.ofNullable(cause.getMessage()).orElse("") : "",
        Stream.of(cause.getStackTrace()).findFirst().map(Object::toString).orElse(""));
  }

  /**
   * Messages of the JDK's I/O errors contain paths, host names and errors of the operating system.
   * Those of parsers and database servers may quote the text that they reject.
   */
  private static boolean isSafe(Throwable cause) {
    return cause instanceof Failure
        || (cause instanceof IOException && cause.getClass().getName().startsWith("java."));
  }
}

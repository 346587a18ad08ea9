// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.compatibility;

import java.util.Optional;

/**
 * A fact of an image, or the statement that it is unknown.
 *
 * @param value the value; empty if it is unknown
 * @param source where the value comes from, or why it is unknown
 */
public record ImageFact<T>(Optional<T> value, String source) {
  /** Returns a known fact. */
  public static <T> ImageFact<T> known(T value, String source) {
    return new ImageFact<>(Optional.of(value), source);
  }

  /** Returns an unknown fact. */
  public static <T> ImageFact<T> unknown(String reason) {
    return new ImageFact<>(Optional.empty(), reason);
  }

  /** Returns whether the value is known. */
  public boolean isKnown() {
    return value.isPresent();
  }

  /** Returns the value as text, or {@code unknown}. */
  public String text() {
    return value.map(String::valueOf).orElse("unknown");
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.compatibility;

import java.util.Optional;

/**
 * A fact of an image, or the statement that it is unknown.
 *
 * @param value the value; empty if it is unknown
 * @param source where the value comes from, or why it is unknown
 */
public record Fact<T>(Optional<T> value, String source) {
  /** Returns a known fact. */
  public static <T> Fact<T> known(T value, String source) {
    return new Fact<>(Optional.of(value), source);
  }

  /** Returns an unknown fact. */
  public static <T> Fact<T> unknown(String reason) {
    return new Fact<>(Optional.empty(), reason);
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

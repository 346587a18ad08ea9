// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.report;

import java.time.Instant;
import java.util.Map;

/**
 * A value with its source and time.
 *
 * @param source where it was read, such as {@code HTTP http://worker-3:25010/meta/version}; without
 *     a password
 * @param time when it was read
 */
public record Fact(FactValue value, String source, Instant time) {

  /** Returns a fact that is a text. */
  public static Fact of(String text, String source, Instant time) {
    return new Fact(new FactValue.Text(text), source, time);
  }

  /** Returns a fact that is a number. */
  public static Fact of(long number, String source, Instant time) {
    return new Fact(new FactValue.Whole(number), source, time);
  }

  /** Returns a fact that consists of named values. */
  public static Fact of(Map<String, FactValue> fields, String source, Instant time) {
    return new Fact(new FactValue.Fields(fields), source, time);
  }
}

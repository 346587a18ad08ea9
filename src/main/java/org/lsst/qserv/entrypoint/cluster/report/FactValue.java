// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The value of a fact. {@code toString} returns it for people. */
public sealed interface FactValue {

  /** A text. A time is ISO 8601 in UTC. */
  record Text(String text) implements FactValue {
    @Override
    public String toString() {
      return text;
    }
  }

  /** A whole number. */
  record Whole(long number) implements FactValue {
    @Override
    public String toString() {
      return String.valueOf(number);
    }
  }

  /** Named values in their order. */
  record Fields(Map<String, FactValue> fields) implements FactValue {
    public Fields {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    @Override
    public String toString() {
      return fields.entrySet().stream()
          .map(field -> field.getKey() + " " + field.getValue())
          .collect(Collectors.joining(", "));
    }
  }
}

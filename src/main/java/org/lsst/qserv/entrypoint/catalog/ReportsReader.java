// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.catalog;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads the field {@code reports} of a component, which a launch does not need. */
final class ReportsReader {
  static final String FIELD = "reports";

  private static final String HEARTBEAT = "heartbeat";

  /** The kinds of reports that can be read. */
  private static final Set<String> KINDS =
      Set.of("registry", "workers", "transactions", "replication-level", "queries");

  private final String role;
  private final String name;
  private final Config description;

  ReportsReader(String role, String name, Config description) {
    this.role = role;
    this.name = name;
    this.description = description;
  }

  Reports read() {
    if (!description.hasPath(FIELD)) {
      return new Reports(Map.of(), Optional.empty());
    }
    try {
      Config reports = description.getConfig(FIELD);
      Map<String, String> endpoints = new TreeMap<>();
      for (String kind : reports.root().keySet()) {
        if (KINDS.contains(kind)) {
          endpoints.put(kind, reports.getString(kind));
        } else if (!kind.equals(HEARTBEAT)) {
          throw ComponentReader.invalid(role, name, FIELD + ": unknown kind " + kind);
        }
      }
      return new Reports(endpoints, heartbeat(reports));
    } catch (ConfigException e) {
      throw ComponentReader.invalid(role, name, String.valueOf(e.getMessage())).causedBy(e);
    }
  }

  private static Optional<Reports.Heartbeat> heartbeat(Config reports) {
    if (!reports.hasPath(HEARTBEAT)) {
      return Optional.empty();
    }
    Config heartbeat = reports.getConfig(HEARTBEAT);
    return Optional.of(
        new Reports.Heartbeat(
            heartbeat.getString("group"),
            heartbeat.hasPath("part") ? heartbeat.getString("part") : "",
            heartbeat.getString("interval")));
  }
}

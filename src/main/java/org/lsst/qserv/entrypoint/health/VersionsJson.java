// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.health;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.lsst.qserv.entrypoint.io.JsonObject;

/** Converts the versions of a component to and from JSON, as a part of state documents. */
final class VersionsJson {
  private VersionsJson() {}

  /** Returns the versions as JSON; empty if none is known. */
  static Optional<JsonObject> write(ComponentVersions versions) {
    if (versions.server().isEmpty() && versions.schemas().isEmpty()) {
      return Optional.empty();
    }
    JsonObject json = new JsonObject();
    versions.server().ifPresent(server -> json.add("server", server));
    versions.recorded().ifPresent(recorded -> json.add("recorded", recorded));
    if (!versions.schemas().isEmpty()) {
      json.add(
          "schemas", versions.schemas().entrySet().stream().map(VersionsJson::schema).toList());
    }
    return Optional.of(json);
  }

  private static JsonObject schema(Map.Entry<String, Integer> schema) {
    return new JsonObject().add("module", schema.getKey()).add("version", schema.getValue());
  }

  /**
   * Returns the versions that {@link #write} has written.
   *
   * @throws IllegalArgumentException if it is not such an object
   */
  static ComponentVersions read(JsonTree json) {
    SortedMap<String, Integer> schemas = new TreeMap<>();
    if (json.has("schemas")) {
      for (JsonTree schema : json.objects("schemas")) {
        schemas.put(schema.text("module"), Math.toIntExact(schema.number("version")));
      }
    }
    return new ComponentVersions(json.find("server"), json.find("recorded"), schemas);
  }
}

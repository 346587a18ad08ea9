// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.health;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.lsst.qserv.entrypoint.mariadb.datadir.RecordedVersion;
import org.lsst.qserv.entrypoint.mariadb.datadir.ServerVersion;
import org.lsst.qserv.entrypoint.readiness.Check;
import org.lsst.qserv.entrypoint.readiness.Check.LocalSql;

/**
 * The versions that a component found when it was prepared. Both versions of MariaDB have the form
 * {@code 10.11.18}.
 *
 * @param server the version of its MariaDB server; empty if the component is not a database
 * @param recorded the version that its data directory records, which is that of the server after
 *     {@code mariadb-upgrade}; empty if the component is not a database, or if none is recorded
 * @param schemas the version of each schema that it waited for, by module
 */
public record ComponentVersions(
    Optional<String> server, Optional<String> recorded, SortedMap<String, Integer> schemas) {

  /** No version is known. */
  public static final ComponentVersions NONE =
      new ComponentVersions(Optional.empty(), Optional.empty(), Collections.emptySortedMap());

  public ComponentVersions {
    schemas = Collections.unmodifiableSortedMap(new TreeMap<>(schemas));
  }

  /** Returns the versions of a database. */
  public static ComponentVersions ofDatabase(
      Optional<ServerVersion> server, Optional<ServerVersion> recorded) {
    return new ComponentVersions(
        server.map(ServerVersion::number), recorded.map(ServerVersion::number), NONE.schemas);
  }

  /** Returns the version of the schema of a module. */
  public static ComponentVersions ofSchema(String module, int version) {
    return new ComponentVersions(
        Optional.empty(), Optional.empty(), new TreeMap<>(Map.of(module, version)));
  }

  /** Returns these versions, overridden by those that were found later. */
  public ComponentVersions with(ComponentVersions later) {
    SortedMap<String, Integer> all = new TreeMap<>(schemas);
    all.putAll(later.schemas);
    return new ComponentVersions(
        later.server.isPresent() ? later.server : server,
        later.server.isPresent() ? later.recorded : recorded,
        all);
  }

  /**
   * Returns these versions with the one that the data directory records now: a manual upgrade
   * changes it while the component runs.
   *
   * @param check the readiness check of the component
   */
  public ComponentVersions current(Optional<Check> check) {
    if (server.isEmpty() || !(check.orElse(null) instanceof LocalSql local)) {
      return this;
    }
    try {
      return new ComponentVersions(
          server,
          RecordedVersion.read(Path.of(local.dataDirectory())).map(ServerVersion::number),
          schemas);
    } catch (IOException e) {
      return this; // the database reports problems with its volume itself
    }
  }
}

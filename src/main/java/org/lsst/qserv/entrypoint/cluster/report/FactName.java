// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.report;

import java.util.List;
import java.util.Locale;

/** The names of facts, in the order of the report. */
public enum FactName {
  /** The mode that the component should have, by the description of the instance. */
  DESIRED_MODE,
  /** The effective mode of its launcher. */
  MODE,
  /** {@code ready}, or the state of the component as its launcher or its check reports it. */
  STATE,
  /** The version of the schema in a database. */
  SCHEMA,
  /** The version of the MariaDB server. */
  MARIADB,
  /** The version of the interface that a service reports. */
  VERSION,
  /** Why it has that state, as its launcher reports it. */
  REASON,
  /** Since when the component has its state, as a time. */
  SINCE,
  /** How often its launcher has restarted it. */
  RESTARTS,
  /** Progress of the current task of its launcher. */
  PROGRESS,
  /** The free bytes and the size of the volume of each directory that its launcher reports. */
  VOLUMES,
  /**
   * The unfinished upgrade of a schema: from, to, step, steps, statement, location, since, session.
   */
  JOURNAL,
  /** When the certificate of the component expires, as a time. */
  CERTIFICATE_EXPIRES,
  /** The identity of a worker, or of another service that has one. */
  IDENTITY,
  /** The identifier of the instance that the service belongs to. */
  INSTANCE,
  /** The release line that its launcher reports. */
  RELEASE_LINE,
  /** The last heartbeat in the registry, as a time. */
  HEARTBEAT,
  /** The number of workers that the controller knows. */
  WORKERS,
  /** The replication level: the least number of copies of a chunk, and the required number. */
  REPLICATION_LEVEL,
  /** The number of open ingest transactions. */
  OPEN_TRANSACTIONS,
  /** The number of running user queries. */
  RUNNING_QUERIES;

  /** The facts about an instance as a whole, which single components report. */
  public static final List<FactName> OF_INSTANCE =
      List.of(WORKERS, REPLICATION_LEVEL, OPEN_TRANSACTIONS, RUNNING_QUERIES);

  /** Returns the name in the report, such as {@code desired-mode}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

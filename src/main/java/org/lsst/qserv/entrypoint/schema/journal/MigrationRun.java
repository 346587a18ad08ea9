// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.journal;

import java.time.Instant;
import java.util.List;
import org.lsst.qserv.entrypoint.schema.script.Version;

/**
 * One upgrade of a schema, from its first statement to its last, however often it is interrupted.
 *
 * @param id the number of the run on its server, from 1
 * @param scripts the names of the scripts, in order of execution
 * @param statements the number of statements in the scripts when the run was started or resumed
 * @param stopRequested whether {@code schema stop} requested a stop after the running statement
 * @param backedUp whether the backup command of this run has succeeded
 * @param owner the host and process that last started or resumed the run
 */
public record MigrationRun(
    int id,
    VersionRange versions,
    List<String> scripts,
    long statements,
    boolean stopRequested,
    boolean backedUp,
    Instant started,
    String owner) {

  public MigrationRun {
    scripts = List.copyOf(scripts);
  }

  /** The versions before and after a run. */
  public record VersionRange(Version from, Version to) {}

  /** Returns the version of the schema before the run. */
  public Version from() {
    return versions.from();
  }

  /** Returns the version of the schema after the run. */
  public Version to() {
    return versions.to();
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.journal;

import java.time.Instant;
import java.util.List;
import org.lsst.qserv.entrypoint.schema.script.Version;

/**
 * One upgrade of a schema, from its first statement to its last, however often it is interrupted.
 *
 * @param id counted from 1 on each server
 * @param scripts the names of the scripts, in order of execution
 * @param statements how many statements the scripts had when the run started
 * @param stopRequested whether {@code schema stop} asked for an end after the running statement
 * @param backedUp whether the backup command of this run has succeeded
 * @param owner host and process that started the run or resumed it last
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

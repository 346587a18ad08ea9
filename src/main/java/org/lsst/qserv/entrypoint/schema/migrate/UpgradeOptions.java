package org.lsst.qserv.entrypoint.schema.migrate;

import java.time.Duration;
import java.util.Optional;
import org.lsst.qserv.entrypoint.schema.script.Version;

/**
 * How an upgrade is wanted.
 *
 * @param to the version wanted; empty for the newest that the scripts lead to
 * @param resume what to do with a step of which only a person can tell what became of it
 * @param mayUpgrade whether this is the time for changing a schema that exists: maintenance
 * @param online whether scripts that say so may run while the services do
 * @param force whether findings before the start are only warnings
 * @param forceSessions whether sessions of others are only a warning
 * @param lockTimeout how long to wait for somebody else's work
 */
public record UpgradeOptions(
    Optional<Version> to,
    ResumeChoice resume,
    boolean mayUpgrade,
    boolean online,
    boolean force,
    boolean forceSessions,
    Duration lockTimeout) {
  /** Only what is not initialised yet. */
  public static UpgradeOptions initialise(Duration lockTimeout) {
    return new UpgradeOptions(
        Optional.empty(), ResumeChoice.ASK, false, false, false, false, lockTimeout);
  }

  /** The same, and what exists where its scripts may run while the services do. */
  public UpgradeOptions ifOnlineSafe() {
    return new UpgradeOptions(to, resume, mayUpgrade, true, force, forceSessions, lockTimeout);
  }
}

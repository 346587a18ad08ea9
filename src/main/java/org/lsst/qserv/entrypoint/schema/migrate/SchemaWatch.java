// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.TimeSource;
import org.lsst.qserv.entrypoint.mariadb.connection.ServerSession;
import org.lsst.qserv.entrypoint.mariadb.connection.SqlFailures;
import org.lsst.qserv.entrypoint.schema.journal.SqlJournal;

/** Follows an upgrade that another process executes, and requests it to stop. */
public final class SchemaWatch {
  private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);

  private final SchemaTarget target;
  private final TimeSource time;

  public SchemaWatch(SchemaTarget target, TimeSource time) {
    this.target = target;
    this.time = time;
  }

  /**
   * Reports the progress until the upgrade finishes.
   *
   * @throws Failure with exit code 75 if the upgrade was interrupted and no process executes it
   */
  public void follow(Consumer<Progress> receiver) throws InterruptedException {
    try (ServerSession session = Sessions.openForWatching(target.url())) {
      follow(session, receiver);
    } catch (SQLException e) {
      throw SqlFailures.of(e, target.url(), "watching the upgrade of " + target.database());
    }
  }

  /** Reports the progress that the session reads, until the upgrade finishes. */
  void follow(ServerSession session, Consumer<Progress> receiver)
      throws SQLException, InterruptedException {
    Optional<Progress> progress = Progress.read(session, target.database());
    while (progress.isPresent()) {
      receiver.accept(progress.get());
      time.sleep(POLL_INTERVAL);
      Optional<Progress> next = Progress.read(session, target.database());
      // two polls: between two upgrades that execute one run, no session holds the lock
      if (next.isPresent()
          && next.get().upgradingSession().isEmpty()
          && progress.get().upgradingSession().isEmpty()) {
        throw interrupted(next.get());
      }
      progress = next;
    }
  }

  private Failure interrupted(Progress progress) {
    return new Failure(
        ExitCode.TRY_AGAIN,
        target
            + ": an upgrade from "
            + progress.from()
            + " to "
            + progress.to()
            + " was interrupted, and no process executes it",
        "run: entrypoint schema upgrade --module " + target.module() + ", which resumes it");
  }

  /**
   * Requests that the running upgrade stops after its current statement.
   *
   * @return whether there is an unfinished upgrade
   */
  public boolean requestStop() {
    try (ServerSession session = Sessions.open(target.url())) {
      return requestStop(session);
    } catch (SQLException e) {
      throw SqlFailures.of(e, target.url(), "stopping the upgrade of " + target.database());
    }
  }

  /** Requests the stop in a session; returns whether there is an unfinished upgrade. */
  boolean requestStop(ServerSession session) throws SQLException {
    SqlJournal journal = SqlJournal.forReading(session, target.database());
    return journal.exists() && journal.requestStop();
  }
}

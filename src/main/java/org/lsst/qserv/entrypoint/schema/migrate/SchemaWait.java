// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.Polling;
import org.lsst.qserv.entrypoint.host.TaskProgress;
import org.lsst.qserv.entrypoint.host.TimeSource;
import org.lsst.qserv.entrypoint.mariadb.connection.ServerSession;
import org.lsst.qserv.entrypoint.mariadb.connection.SqlFailures;
import org.lsst.qserv.entrypoint.schema.journal.Journal;
import org.lsst.qserv.entrypoint.schema.journal.MigrationRun;
import org.lsst.qserv.entrypoint.schema.script.Version;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits until a schema has its target version and no upgrade of it is unfinished. */
public final class SchemaWait {
  private static final Logger LOG = LoggerFactory.getLogger(SchemaWait.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration MAX_PAUSE = Duration.ofSeconds(5);
  private static final Duration LOG_INTERVAL = Duration.ofSeconds(30);

  private final String module;
  private final String database;
  private final DatabaseUrl url;
  private final Version target;
  private final TimeSource time;
  private final SessionOpener sessions;
  private boolean warned;

  /** Handles a schema that does not have the target version, before each pause of the wait. */
  public interface Policy {
    /**
     * Handles the schema; an exception ends the wait.
     *
     * @param version the version of the schema, or its version before the unfinished upgrade
     * @param unfinished whether an upgrade was started and is not finished
     */
    void apply(Version version, boolean unfinished) throws InterruptedException;
  }

  /**
   * Creates a wait.
   *
   * @param url the server, and an account that may read the version table of the schema
   */
  public SchemaWait(
      String module, String database, DatabaseUrl url, Version target, TimeSource time) {
    this(module, database, url, target, time, () -> Sessions.open(url, Sessions.CONNECT_TIMEOUT));
  }

  /** Creates a wait that opens a new session for each poll. */
  SchemaWait(
      String module,
      String database,
      DatabaseUrl url,
      Version target,
      TimeSource time,
      SessionOpener sessions) {
    this.module = module;
    this.database = database;
    this.url = url;
    this.target = target;
    this.time = time;
    this.sessions = sessions;
  }

  /**
   * Returns when the schema has the target version and no upgrade is unfinished.
   *
   * @throws Failure immediately with 77 if access is denied, or with 78 if the schema is newer;
   *     after the timeout with 75 if the schema does not have the version, or with 69 if the server
   *     is unreachable
   */
  public void await(Duration timeout) throws InterruptedException {
    await(timeout, (_, _) -> {}, _ -> {});
  }

  /**
   * Waits as {@link #await(Duration)} does, and applies a policy to a schema without the version.
   *
   * @param progress receives the progress before each pause
   */
  public void await(Duration timeout, Policy policy, Consumer<TaskProgress> progress)
      throws InterruptedException {
    Polling polling = new Polling(time, timeout, FIRST_PAUSE, MAX_PAUSE);
    while (true) {
      Poll poll = poll();
      if (poll.isReached()) {
        return;
      }
      if (poll.version().isPresent()) {
        policy.apply(poll.version().get(), poll.unfinished());
      }
      if (polling.isOver()) {
        throw timedOut(timeout, poll);
      }
      if (polling.isLogDue(LOG_INTERVAL)) {
        LOG.info(
            "wait=schema module={} result=\"{}\" remainingMs={}",
            module,
            poll.description(),
            polling.left().toMillis());
      }
      progress.accept(
          polling.progress("wait for the schema of " + module + ": " + poll.description()));
      polling.pause();
    }
  }

  /**
   * The result of one poll.
   *
   * @param version the version of the schema, or its version before the unfinished upgrade; empty
   *     if it could not be read
   */
  private record Poll(
      boolean isReached,
      boolean isServerReachable,
      boolean unfinished,
      Optional<Version> version,
      String description) {}

  private Poll poll() {
    try (ServerSession session = sessions.open()) {
      SchemaState state = SchemaState.read(session, database);
      if (!state.journalReadable() && !warned) {
        warned = true;
        LOG.warn(
            "account {} cannot read the journal {}, so an unfinished upgrade would not be detected",
            url.user(),
            Journal.DATABASE);
      }
      if (state.version().compareTo(target) > 0) {
        throw newer(state.version());
      }
      Version version = state.unfinished().map(MigrationRun::from).orElse(state.version());
      return new Poll(
          state.isAt(target),
          true,
          state.unfinished().isPresent(),
          Optional.of(version),
          describe(state));
    } catch (SQLException e) {
      if (SqlFailures.isPermanent(e)) {
        throw SqlFailures.of(e, url, "waiting for the schema of " + module);
      }
      return new Poll(
          false, !SqlFailures.isConnectionLost(e), false, Optional.empty(), SqlFailures.reason(e));
    }
  }

  private String describe(SchemaState state) {
    String version =
        state.version().isInitialized()
            ? "the schema has version " + state.version()
            : "there is no schema yet in " + database;
    return state
        .unfinished()
        .map(run ->
            "an upgrade from "
                + run.from()
                + " to "
                + run.to()
                + " by "
                + run.owner()
                + " is unfinished")
        .orElse(version);
  }

  private Failure newer(Version version) {
    return new Failure(
        ExitCode.CONFIGURATION,
        "module "
            + module
            + ": the schema has version "
            + version
            + ", but this image expects version "
            + target,
        "use the image that upgraded the schema, or a newer one; downgrades are not supported");
  }

  private Failure timedOut(Duration timeout, Poll poll) {
    String what =
        "module "
            + module
            + " on "
            + url.address()
            + " did not reach version "
            + target
            + " within "
            + timeout.toSeconds()
            + " s: "
            + poll.description();
    if (!poll.isServerReachable()) {
      return new Failure(
          ExitCode.UNAVAILABLE, what, "start the database, or correct its URL in the settings");
    }
    boolean isInitialized = poll.version().map(Version::isInitialized).orElse(true);
    return new Failure(
        ExitCode.TRY_AGAIN,
        what,
        isInitialized
            ? "start the database in mode maintenance and run: entrypoint schema upgrade"
                + " --module "
                + module
            : "start the database in mode install, or set database.admin-url");
  }
}

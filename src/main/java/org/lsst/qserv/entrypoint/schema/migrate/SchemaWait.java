// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.TimeSource;
import org.lsst.qserv.entrypoint.mariadb.connection.ServerSession;
import org.lsst.qserv.entrypoint.mariadb.connection.SqlFailures;
import org.lsst.qserv.entrypoint.schema.journal.Journal;
import org.lsst.qserv.entrypoint.schema.journal.MigrationRun;
import org.lsst.qserv.entrypoint.schema.script.Version;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits until a schema has its version. */
public final class SchemaWait {
  private static final Logger LOG = LoggerFactory.getLogger(SchemaWait.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(30);

  private final String module;
  private final String database;
  private final DatabaseUrl url;
  private final Version wanted;
  private final TimeSource time;
  private final SessionOpener sessions;
  private boolean warned;

  /** What to do about a schema that is not at its version; called until it is, or it throws. */
  public interface Policy {
    /**
     * Does it, once.
     *
     * @param version what the schema has, or had when the unfinished upgrade began
     * @param unfinished whether an upgrade was started and not finished
     */
    void apply(Version version, boolean unfinished) throws InterruptedException;
  }

  /**
   * A wait.
   *
   * @param url the server, and an account that may read the schema's table of versions
   */
  public SchemaWait(
      String module, String database, DatabaseUrl url, Version wanted, TimeSource time) {
    this(module, database, url, wanted, time, () -> Sessions.open(url, Sessions.CONNECT_TIMEOUT));
  }

  /** A wait that opens a session of the given source for each poll. */
  SchemaWait(
      String module,
      String database,
      DatabaseUrl url,
      Version wanted,
      TimeSource time,
      SessionOpener sessions) {
    this.module = module;
    this.database = database;
    this.url = url;
    this.wanted = wanted;
    this.time = time;
    this.sessions = sessions;
  }

  /**
   * Returns when the version is reached and no upgrade is under way.
   *
   * @throws Failure at once: 77 if the account is refused, 78 if the schema is newer; after the
   *     deadline: 75 if the schema is not there yet, 69 if the server is not
   */
  public void await(Duration timeout) throws InterruptedException {
    await(timeout, (_, _) -> {});
  }

  /** The same, with something to do about a schema that is seen and not there yet. */
  public void await(Duration timeout, Policy policy) throws InterruptedException {
    long start = time.nanos();
    long lastLine = start - BETWEEN_LINES.toNanos();
    Duration pause = FIRST_PAUSE;
    while (true) {
      Answer answer = ask();
      if (answer.isReached()) {
        return;
      }
      if (answer.version().isPresent()) {
        policy.apply(answer.version().get(), answer.unfinished());
      }
      long now = time.nanos();
      Duration left = timeout.minusNanos(now - start);
      if (left.isNegative() || left.isZero()) {
        throw tooLate(timeout, answer);
      }
      if (now - lastLine >= BETWEEN_LINES.toNanos()) {
        LOG.info(
            "wait=schema module={} answer=\"{}\" left={}s",
            module,
            answer.description(),
            left.toSeconds());
        lastLine = now;
      }
      time.sleep(left.compareTo(pause) < 0 ? left : pause);
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
              ? pause.multipliedBy(2)
              : LONGEST_PAUSE;
    }
  }

  /**
   * What the server said.
   *
   * @param version what the schema has, or had when the unfinished upgrade began
   */
  private record Answer(
      boolean isReached,
      boolean hasServer,
      boolean unfinished,
      Optional<Version> version,
      String description) {}

  private Answer ask() {
    try (ServerSession session = sessions.open()) {
      SchemaState state = SchemaState.read(session, database);
      if (!state.journalReadable() && !warned) {
        warned = true;
        LOG.warn(
            "account {} may not read the journal {}: an unfinished upgrade would not be noticed",
            url.user(),
            Journal.DATABASE);
      }
      if (state.version().compareTo(wanted) > 0) {
        throw newer(state.version());
      }
      Version version = state.unfinished().map(MigrationRun::from).orElse(state.version());
      return new Answer(
          state.isAt(wanted),
          true,
          state.unfinished().isPresent(),
          Optional.of(version),
          describe(state));
    } catch (SQLException e) {
      if (SqlFailures.isAccessDenied(e)) {
        throw SqlFailures.of(e, url, "waiting for the schema of " + module);
      }
      return new Answer(
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
        .map(path ->
            "an upgrade from "
                + path.from()
                + " to "
                + path.to()
                + " by "
                + path.owner()
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
            + ", this image is made for "
            + wanted,
        "use the image that upgraded the schema, or a newer one; downgrades are not supported");
  }

  private Failure tooLate(Duration timeout, Answer answer) {
    String what =
        "module "
            + module
            + " on "
            + url.address()
            + " did not reach version "
            + wanted
            + " within "
            + timeout.toSeconds()
            + " s: "
            + answer.description();
    if (!answer.hasServer()) {
      return new Failure(
          ExitCode.UNAVAILABLE, what, "start the database, or correct the setting that names it");
    }
    boolean isInitialized = answer.version().map(Version::isInitialized).orElse(true);
    return new Failure(
        ExitCode.TRY_AGAIN,
        what,
        isInitialized
            ? "start the database in mode maintenance and run: entrypoint schema upgrade"
                + " --module "
                + module
            : "start the database in mode install, or give database.admin-url");
  }
}

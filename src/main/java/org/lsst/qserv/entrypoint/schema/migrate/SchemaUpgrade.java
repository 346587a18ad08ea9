package org.lsst.qserv.entrypoint.schema.migrate;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.lsst.qserv.entrypoint.database.SqlFailures;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.Time;
import org.lsst.qserv.entrypoint.schema.script.Script;
import org.lsst.qserv.entrypoint.schema.script.Version;

/**
 * Brings a schema to a version: takes the lock, follows the path or goes on with an unfinished one,
 * and sets the version in the transaction of the path's last record.
 */
public final class SchemaUpgrade {
  private static final Duration STOP_LOOK = Duration.ofMillis(500);

  /** Seconds after which the server ends a session of ours whose network is gone. */
  private static final int WAIT_TIMEOUT = 60;

  /**
   * What came of it.
   *
   * @param from the version before
   * @param to the version now
   * @param steps how many steps ran
   */
  public record Result(Version from, Version to, int steps) {}

  private final SchemaTarget target;
  private final UpgradeOptions options;
  private final UpgradeListener listener;
  private final Time time;
  private final String byWhom;
  private final BooleanSupplier stopWanted;
  private final Precaution precaution;

  /** What is done before the first statement, the lock held and the session kept alive. */
  public interface Precaution {
    /** Does it; a failure means that nothing is changed. */
    void take(SchemaTarget target) throws InterruptedException;
  }

  /**
   * An upgrade.
   *
   * @param byWhom host and process, for the journal and for those who wait
   * @param stopWanted asked between statements, whether to end
   */
  public SchemaUpgrade(
      SchemaTarget target,
      UpgradeOptions options,
      UpgradeListener listener,
      Time time,
      String byWhom,
      BooleanSupplier stopWanted,
      Precaution precaution) {
    this.target = target;
    this.options = options;
    this.listener = listener;
    this.time = time;
    this.byWhom = byWhom;
    this.stopWanted = stopWanted;
    this.precaution = precaution;
  }

  /**
   * Runs it.
   *
   * @throws Failure 65 for a bad script, 69 without a connection, 75 if somebody else works on the
   *     schema or an end is wanted, 77 without the rights, 78 if it must not run now or a person
   *     must decide
   */
  public Result run() throws InterruptedException {
    try (Session session = Session.open(target.url())) {
      session.update("SET SESSION wait_timeout = ?", WAIT_TIMEOUT);
      UpgradeLock lock = new UpgradeLock(session, target.database());
      lock.take(options.lockTimeout(), time);
      return locked(session, lock);
    } catch (SQLException e) {
      throw SqlFailures.of(e, target.url(), "upgrading " + target.database());
    }
  }

  private Result locked(Session session, UpgradeLock lock)
      throws SQLException, InterruptedException {
    SchemaState state = SchemaState.read(session, target.database());
    Version wanted = options.to().orElse(target.scripts().newest());
    int steps = 0;
    Version from = state.version();
    if (state.unfinished().isPresent()) {
      Journal.Path path = state.unfinished().get();
      from = path.from();
      if (path.to().compareTo(wanted) > 0) {
        throw new Failure(
            ExitCode.CONFIGURATION,
            target + ": an upgrade to version " + path.to() + " was begun and is to be ended first",
            "run it again with --to " + path.to() + ", or without --to");
      }
      steps += goOn(session, lock, path);
      state = SchemaState.read(session, target.database());
    }
    List<Script> scripts = target.scripts().path(state.version(), wanted);
    if (!scripts.isEmpty()) {
      List<UpgradeStep> all = ScriptSteps.of(scripts, target.variables());
      check(session, state.version(), scripts, all);
      session.connection().setAutoCommit(true);
      Journal journal = new Journal(session, target.database(), byWhom);
      journal.create();
      Journal.Path path = journal.begin(state.version(), wanted, scripts, all.size());
      steps += follow(session, lock, journal, path, all);
    }
    return new Result(from, wanted, steps);
  }

  private int goOn(Session session, UpgradeLock lock, Journal.Path path)
      throws SQLException, InterruptedException {
    List<Script> scripts = UpgradePlan.scripts(target, path);
    List<UpgradeStep> all = ScriptSteps.of(scripts, target.variables());
    check(session, path.from(), scripts, all);
    session.connection().setAutoCommit(true);
    Journal journal = new Journal(session, target.database(), byWhom);
    journal.forgetStop(path);
    return follow(session, lock, journal, path, all);
  }

  /** Whether this is the time, before anything is changed. */
  private void check(Session session, Version from, List<Script> scripts, List<UpgradeStep> steps)
      throws SQLException, InterruptedException {
    if (from.isInitialised()) {
      new UpgradeTime(target, options).check(from, scripts);
      boolean online = !options.mayUpgrade();
      if (!online) {
        List<String> others = new ForeignSessions(session, target.bystanders(), time).find();
        if (!others.isEmpty()) {
          refuseOrWarn(
              options.forceSessions(),
              "others use the server: " + String.join("; ", others),
              "stop the services (mode maintenance) and end these sessions, or give"
                  + " --force-sessions");
        }
      }
    }
    for (Finding finding : new Findings(session, target).of(steps, from)) {
      refuseOrWarn(options.force() || !finding.refuses(), finding.what(), finding.fix());
    }
    try (KeepAlive _ = new KeepAlive(session)) {
      precaution.take(target);
    }
  }

  private void refuseOrWarn(boolean warn, String what, String fix) {
    if (!warn) {
      throw new Failure(ExitCode.CONFIGURATION, target + ": " + what, fix);
    }
    listener.warning(what);
  }

  private int follow(
      Session session, UpgradeLock lock, Journal journal, Journal.Path path, List<UpgradeStep> all)
      throws SQLException, InterruptedException {
    listener.path(target, path.from(), path.to(), path.scripts(), all.size());
    try (Fingerprints fingerprints = Fingerprints.open(target)) {
      return follow(session, fingerprints, lock, journal, path, all);
    }
  }

  private int follow(
      Session session,
      Fingerprints fingerprints,
      UpgradeLock lock,
      Journal journal,
      Journal.Path path,
      List<UpgradeStep> all)
      throws SQLException, InterruptedException {
    Map<Integer, Journal.Row> rows = journal.rows(path);
    Resumption.Decision decision =
        new Resumption(fingerprints, target, all, rows, options.resume()).decide();
    SessionVariables variables = new SessionVariables(session);
    session.connection().setAutoCommit(false);
    StepRunner runner =
        new StepRunner(session, fingerprints, target, journal, path, lock, listener);
    Map<Script, Long> ofScripts =
        all.stream().collect(Collectors.groupingBy(UpgradeStep::script, Collectors.counting()));
    Optional<Script> script = Optional.empty();
    long lastLook = time.nanos();
    for (UpgradeStep step : all.subList(decision.first(), all.size())) {
      if (!script.equals(Optional.of(step.script()))) {
        variables.reset();
        runner.enter();
        script = Optional.of(step.script());
      }
      boolean first = step.index() == decision.first();
      if (first) {
        for (UpgradeStep again : decision.again()) {
          runner.execute(again);
        }
      }
      boolean look = time.nanos() - lastLook > STOP_LOOK.toNanos();
      if (stopWanted.getAsBoolean() || (look && journal.isStopWanted(path))) {
        throw stopped(step, all.size());
      }
      lastLook = look ? time.nanos() : lastLook;
      session.connection().commit();
      int ofScript = Math.toIntExact(ofScripts.getOrDefault(step.script(), 0L));
      run(runner, step, all.size(), ofScript, first ? decision.action() : Resumption.Action.RUN);
    }
    end(session, journal, path);
    return all.size() - decision.first();
  }

  private void run(
      StepRunner runner, UpgradeStep step, int steps, int ofScript, Resumption.Action action)
      throws SQLException {
    listener.begun(step, steps);
    long begin = time.nanos();
    long changed =
        switch (action) {
          case RUN -> runner.run(step, ofScript);
          case RECORD_AS_DONE -> runner.recordAsDone(step);
          case SKIP -> runner.skip(step);
          case RUN_WITH_IF_EXISTS -> runner.dropWhatIsLeft(step);
        };
    listener.done(step, steps, changed, Duration.ofNanos(time.nanos() - begin));
  }

  private Failure stopped(UpgradeStep next, int steps) {
    return new Failure(
        ExitCode.TRY_AGAIN,
        target + ": stopped as asked, before step " + (next.index() + 1) + " of " + steps,
        "run the same command again: it goes on with " + next.place());
  }

  /** The version and the end of the path, together. */
  private void end(Session session, Journal journal, Journal.Path path) throws SQLException {
    session.connection().rollback();
    String versions = SchemaState.versions(target.database());
    String version = path.to().toString();
    boolean there =
        session.text("SELECT 1 FROM " + versions + " WHERE metakey = 'version'").isPresent();
    session.update(
        there
            ? "UPDATE " + versions + " SET value = ? WHERE metakey = 'version'"
            : "INSERT INTO " + versions + " (metakey, value) VALUES ('version', ?)",
        version);
    journal.end(path);
    session.connection().commit();
  }
}

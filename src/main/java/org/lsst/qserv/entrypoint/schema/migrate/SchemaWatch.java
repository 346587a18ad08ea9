package org.lsst.qserv.entrypoint.schema.migrate;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.lsst.qserv.entrypoint.database.SqlFailures;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.Time;

/** Follows an upgrade that somebody else runs, from anywhere, and can ask it to stop. */
public final class SchemaWatch {
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final SchemaTarget target;
  private final Time time;

  public SchemaWatch(SchemaTarget target, Time time) {
    this.target = target;
    this.time = time;
  }

  /**
   * Tells of the progress until the upgrade ends.
   *
   * @throws Failure 75 if nobody works on an upgrade that has no end
   */
  public void follow(Consumer<Progress> receiver) throws InterruptedException {
    try (Session session = Progress.look(target)) {
      Optional<Progress> progress = Progress.read(session, target.database());
      while (progress.isPresent()) {
        receiver.accept(progress.get());
        time.sleep(LOOK);
        Optional<Progress> next = Progress.read(session, target.database());
        // two looks: between a worker's end and the next one's beginning nobody holds the lock
        if (next.isPresent()
            && next.get().worker().isEmpty()
            && progress.get().worker().isEmpty()) {
          throw nobodyWorks(next.get());
        }
        progress = next;
      }
    } catch (SQLException e) {
      throw SqlFailures.of(e, target.url(), "watching the upgrade of " + target.database());
    }
  }

  private Failure nobodyWorks(Progress progress) {
    return new Failure(
        ExitCode.TRY_AGAIN,
        target
            + ": an upgrade from "
            + progress.from()
            + " to "
            + progress.to()
            + " was begun, and nobody works on it",
        "entrypoint schema upgrade --module " + target.module() + " goes on with it");
  }

  /**
   * Asks whoever works on the schema to end after the running statement.
   *
   * @return whether an upgrade is unfinished at all
   */
  public boolean stop() {
    try (Session session = Session.open(target.url())) {
      Journal journal = new Journal(session, target.database(), "");
      return journal.exists() && journal.wantStop();
    } catch (SQLException e) {
      throw SqlFailures.of(e, target.url(), "stopping the upgrade of " + target.database());
    }
  }
}

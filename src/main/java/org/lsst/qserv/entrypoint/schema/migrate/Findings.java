package org.lsst.qserv.entrypoint.schema.migrate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.lsst.qserv.entrypoint.schema.script.ObjectEffect;
import org.lsst.qserv.entrypoint.schema.script.ObjectEffect.Effect;
import org.lsst.qserv.entrypoint.schema.script.Version;

/** Looks at the server before the first statement. */
final class Findings {
  /** From this version on a definition change is done or not done, nearly always. */
  private static final int ATOMIC_MAJOR = 10;

  private static final int ATOMIC_MINOR = 6;

  private static final int LONG_TRANSACTION_SECONDS = 60;
  private static final long MEBIBYTE = 1L << 20;

  private final Session session;
  private final SchemaTarget target;

  Findings(Session session, SchemaTarget target) {
    this.session = session;
    this.target = target;
  }

  /** What speaks against the steps. */
  List<Finding> of(List<UpgradeStep> steps, Version from) throws SQLException {
    List<Finding> findings = new ArrayList<>();
    version().ifPresent(findings::add);
    flush().ifPresent(findings::add);
    nonTransactional(steps).ifPresent(findings::add);
    if (from.isInitialised()) {
      runningChanges().ifPresent(findings::add);
      longTransactions().ifPresent(findings::add);
      space(steps).ifPresent(findings::add);
    }
    return findings;
  }

  private Optional<Finding> version() throws SQLException {
    DatabaseMetaData server = session.connection().getMetaData();
    int major = server.getDatabaseMajorVersion();
    int minor = server.getDatabaseMinorVersion();
    return major > ATOMIC_MAJOR || (major == ATOMIC_MAJOR && minor >= ATOMIC_MINOR)
        ? Optional.empty()
        : Optional.of(
            new Finding(
                true,
                "the server is "
                    + server.getDatabaseProductVersion()
                    + ", where a definition change that is cut off may be half done",
                "use MariaDB 10.6 or newer, or give --force"));
  }

  private Optional<Finding> flush() throws SQLException {
    String value = session.text("SELECT @@GLOBAL.innodb_flush_log_at_trx_commit").orElse("1");
    return value.equals("1")
        ? Optional.empty()
        : Optional.of(
            new Finding(
                false,
                "innodb_flush_log_at_trx_commit is "
                    + value
                    + ": if the machine goes down, what"
                    + " ran in its last second may be lost, and its record too",
                "set it to 1 for the time of the upgrade"));
  }

  private Optional<Finding> nonTransactional(List<UpgradeStep> steps) throws SQLException {
    NonTransactional tables = new NonTransactional(session);
    Set<String> found = new TreeSet<>();
    for (UpgradeStep step : steps) {
      if (step.kind() == UpgradeStep.Kind.DATA) {
        found.addAll(tables.writtenBy(step));
      }
    }
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Finding(
                false,
                "tables without transactions may be written: "
                    + String.join(", ", found)
                    + "; if the upgrade is cut off there, it stops and asks",
                "nothing, or make them InnoDB before"));
  }

  private Optional<Finding> runningChanges() throws SQLException {
    List<String> running =
        session.query(
            "SELECT CONCAT('connection ', ID, ' of ', USER, ' for ', TIME, ' s') FROM"
                + " information_schema.PROCESSLIST WHERE ID <> CONNECTION_ID() AND"
                + " INFO RLIKE '^[[:space:]]*(ALTER|CREATE INDEX|OPTIMIZE|REPAIR)'",
            row -> row.getString(1));
    return running.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Finding(
                true,
                "the server is changing a table: " + String.join("; ", running),
                "wait for it, or give --force"));
  }

  private Optional<Finding> longTransactions() throws SQLException {
    List<String> open =
        session.query(
            "SELECT CONCAT('connection ', trx_mysql_thread_id, ' since ', trx_started) FROM"
                + " information_schema.INNODB_TRX WHERE trx_mysql_thread_id NOT IN (0,"
                + " CONNECTION_ID()) AND trx_started < NOW() - INTERVAL ? SECOND",
            row -> row.getString(1),
            LONG_TRANSACTION_SECONDS);
    return open.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Finding(
                true,
                "transactions are open that a definition change would wait for: "
                    + String.join("; ", open),
                "end them, or give --force"));
  }

  /** A change may copy its table: the largest one must fit beside itself. */
  private Optional<Finding> space(List<UpgradeStep> steps) throws SQLException {
    Map<String, Long> sizes = new TreeMap<>();
    for (UpgradeStep step : steps) {
      for (ObjectEffect effect : step.effects()) {
        if (effect.effect() == Effect.ALTERED) {
          String database = effect.database().isEmpty() ? target.database() : effect.database();
          size(database, effect.name())
              .ifPresent(size -> sizes.put(database + "." + effect.name(), size));
        }
      }
    }
    Optional<Map.Entry<String, Long>> largest =
        sizes.entrySet().stream().max(Map.Entry.comparingByValue());
    OptionalLong free = largest.isEmpty() ? OptionalLong.empty() : free();
    if (largest.isEmpty() || free.isEmpty() || free.getAsLong() > largest.get().getValue()) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            true,
            "changing "
                + largest.get().getKey()
                + " may copy its "
                + largest.get().getValue() / MEBIBYTE
                + " MiB, and "
                + free.getAsLong() / MEBIBYTE
                + " MiB are free",
            "make room on the data volume, or give --force"));
  }

  private Optional<Long> size(String database, String table) throws SQLException {
    return session
        .text(
            "SELECT DATA_LENGTH + INDEX_LENGTH FROM information_schema.TABLES"
                + " WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?",
            database,
            table)
        .map(Long::valueOf);
  }

  /** Known only where the server's volume is also ours. */
  private OptionalLong free() throws SQLException {
    String directory = session.text("SELECT @@datadir").orElse("");
    boolean local = !target.url().socket().isEmpty();
    try {
      Path path = Path.of(directory);
      return local && Files.isDirectory(path)
          ? OptionalLong.of(Files.getFileStore(path).getUsableSpace())
          : OptionalLong.empty();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.lsst.qserv.entrypoint.schema.script.ScriptSplitter;
import org.lsst.qserv.entrypoint.schema.script.ScriptStatement;

/**
 * A fake script session that records the statements it receives, and follows transactions and the
 * current database as a server does.
 */
final class FakeScriptConnection implements ScriptConnection {
  private static final Pattern WRITE =
      Pattern.compile("REPLACE INTO \\S+ VALUES \\(\\d+,(\\d+),(\\d+),\\d+,(\\d),.*");
  private static final Pattern COMPLETE =
      Pattern.compile("UPDATE \\S+ SET state=1,finished=\\d+ WHERE .* statement=(\\d+)");
  private static final Pattern KEEP =
      Pattern.compile("UPDATE \\S+ SET last_insert_id=LAST_INSERT_ID\\(\\) WHERE .*=(\\d+)");
  private static final String[] STATES = {"running", "done", "failed", "skipped"};

  private final List<String> packets = new ArrayList<>();
  private final Map<String, SQLException> failing = new HashMap<>();
  private final TransactionState transaction = new TransactionState(true);
  private final List<PacketResult.ServerWarning> warnings = new ArrayList<>();
  private Runnable whileExecuting = () -> {};
  private String database = "d";
  private int databaseReads;
  private boolean closed;

  /** Returns the packets in a short form: {@code done 0.1; INSERT INTO t; warnings; COMMIT}. */
  List<String> packets() {
    return List.copyOf(packets);
  }

  /** Makes a statement fail with an error. */
  FakeScriptConnection fail(String statement, SQLException error) {
    failing.put(statement, error);
    return this;
  }

  /** Runs something while each packet is executed. */
  void whileExecuting(Runnable action) {
    whileExecuting = action;
  }

  /** Adds a warning to the result of every packet. */
  void warn(int code, String text) {
    warnings.add(new PacketResult.ServerWarning(code, text));
  }

  /** Returns how often the current database was read. */
  int databaseReads() {
    return databaseReads;
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public PacketResult execute(StatementPacket packet) throws SQLException {
    List<String> all = new ArrayList<>(packet.before());
    all.add(packet.statement());
    all.addAll(packet.after());
    whileExecuting.run();
    packets.add(String.join("; ", all.stream().map(FakeScriptConnection::shortened).toList()));
    for (String sql : all) {
      SQLException error = failing.get(sql);
      if (error != null) {
        throw error;
      }
      for (ScriptStatement statement : ScriptSplitter.split(sql)) {
        transaction.follow(statement.kind());
      }
      if (sql.startsWith("USE ")) {
        database = sql.substring(4);
      }
    }
    return new PacketResult(1, warnings);
  }

  private static String shortened(String sql) {
    return WRITE
        .matcher(sql)
        .replaceFirst(match ->
            STATES[Integer.parseInt(match.group(3))] + " " + match.group(1) + "." + match.group(2))
        .transform(text -> COMPLETE.matcher(text).replaceFirst("complete $1"))
        .transform(text -> KEEP.matcher(text).replaceFirst("keep $1"))
        .replace(StatementPacket.SHOW_WARNINGS, "warnings");
  }

  @Override
  public String currentDatabase() {
    databaseReads++;
    return database;
  }

  @Override
  public boolean isInTransaction() {
    return transaction.isOpen();
  }

  @Override
  public boolean isAutocommit() {
    return transaction.isAutocommit();
  }

  @Override
  public void close() {
    closed = true;
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.journal;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;

/**
 * Creates the SQL statements that upsert records. They contain only integers and hexadecimal
 * literals, so they have the same effect in every session, for any SQL mode, character set, time
 * zone or {@code insert_id} that a script has set. They do not change {@code LAST_INSERT_ID()}.
 */
public final class StepRecordSql {
  private static final int LONGEST_TEXT = 1000;
  private static final int LONGEST_NAME = 255;

  private final int run;
  private final String owner;

  /**
   * Creates statements for the records of a run.
   *
   * @param owner the host and process that execute the run
   */
  public StepRecordSql(MigrationRun run, String owner) {
    this.run = run.id();
    this.owner = owner;
  }

  /**
   * Returns the SQL statement that inserts a record, which replaces an earlier record of the same
   * statement.
   */
  public String upsert(StepRecord record, Instant now) {
    return "REPLACE INTO "
        + JournalTables.STEP
        + " VALUES ("
        + run
        + ","
        + record.key().script()
        + ","
        + record.key().statement()
        + ","
        + record.description().line()
        + ","
        + record.state().number()
        + ",x'"
        + record.checksum()
        + "',"
        + hex(record.description().script(), LONGEST_NAME)
        + ","
        + hex(record.description().summary(), LONGEST_TEXT)
        + ","
        + hex(record.fingerprints(), Integer.MAX_VALUE)
        + ","
        + now.toEpochMilli()
        + ","
        + (record.state() == StepState.RUNNING ? "NULL" : now.toEpochMilli())
        + ",NULL,"
        + record.error().map(error -> hex(error, LONGEST_TEXT)).orElse("NULL")
        + ","
        + hex(owner, LONGEST_NAME)
        + ")";
  }

  /** Returns the statement that sets the state of a record to {@link StepState#DONE}. */
  public String complete(StepKey key, Instant now) {
    return "UPDATE "
        + JournalTables.STEP
        + " SET state=1,finished="
        + now.toEpochMilli()
        + where(key);
  }

  /** Returns the statement that stores {@code LAST_INSERT_ID()} of the session in a record. */
  public String storeLastInsertId(StepKey key) {
    return "UPDATE " + JournalTables.STEP + " SET last_insert_id=LAST_INSERT_ID()" + where(key);
  }

  private String where(StepKey key) {
    return " WHERE run="
        + run
        + " AND script="
        + key.script()
        + " AND statement="
        + key.statement();
  }

  private static String hex(String text, int limit) {
    CharsetEncoder encoder =
        StandardCharsets.UTF_8
            .newEncoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    ByteBuffer bytes =
        ByteBuffer.allocate((int) Math.min(limit, 3L * text.length())); // never half a character
    encoder.encode(CharBuffer.wrap(text), bytes, true);
    return "x'" + HexFormat.of().formatHex(bytes.array(), 0, bytes.position()) + "'";
  }
}

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
 * The SQL with which records are written. It consists of integers and hexadecimal literals, so it
 * means the same in every session, whatever SQL mode, character set, time zone or {@code insert_id}
 * a script has chosen, and it leaves LAST_INSERT_ID() as it is.
 */
public final class StepStatements {
  private static final int LONGEST_TEXT = 1000;
  private static final int LONGEST_NAME = 255;

  private final int run;
  private final String owner;

  /**
   * Statements about the records of a run.
   *
   * @param owner host and process that execute the run
   */
  public StepStatements(MigrationRun run, String owner) {
    this.run = run.id();
    this.owner = owner;
  }

  /**
   * Returns the statement that writes a record, instead of an earlier one of the same statement.
   */
  public String write(StepRecord record, Instant now) {
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

  /** Returns the statement that marks a record as done. */
  public String complete(StepKey key, Instant now) {
    return "UPDATE "
        + JournalTables.STEP
        + " SET state=1,finished="
        + now.toEpochMilli()
        + where(key);
  }

  /** Returns the statement that keeps what LAST_INSERT_ID() returns in the session. */
  public String keepLastInsertId(StepKey key) {
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

// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lsst.qserv.entrypoint.schema.script.ScriptSplitter;

/**
 * Tests in which database a privilege is required; {@link PrivilegeTableTest} tests which
 * privileges.
 */
final class RequiredPrivilegeTest {
  private static String needs(String sql) {
    return String.join(
        "; ",
        RequiredPrivilege.of(ScriptSplitter.split(sql).getFirst(), "meta").stream()
            .map(need ->
                need.privilege() + " ON " + (need.database().isEmpty() ? "*" : need.database()))
            .toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CREATE TABLE t (i INT) | CREATE ON meta",
        "CREATE TABLE e.t (i INT) | CREATE ON e",
        "CREATE OR REPLACE TABLE t (i INT) | CREATE ON meta; DROP ON meta",
        "CREATE OR REPLACE VIEW e.v AS SELECT 1 | CREATE VIEW ON e; DROP ON e",
        "CREATE OR REPLACE FUNCTION f() RETURNS INT RETURN 1 | CREATE ROUTINE ON meta",
        "RENAME TABLE a.t TO b.u | ALTER ON a; DROP ON a; CREATE ON b; INSERT ON b",
        "CREATE DATABASE e | CREATE ON e",
        "ALTER DATABASE e COMMENT 'x' | ALTER ON e",
        "ALTER DATABASE COMMENT 'x' | ALTER ON meta",
        "DROP DATABASE e | DROP ON e",
        "CREATE USER a@b | CREATE USER ON *",
        "CREATE INDEX i ON e.t (i) | INDEX ON e",
        "DROP INDEX i ON t | INDEX ON meta",
        "TRUNCATE e.t | DROP ON e",
        "CREATE SEQUENCE s | CREATE ON meta",
        "ALTER SEQUENCE s MAXVALUE 9 | ALTER ON meta",
        "DROP SEQUENCE e.s | DROP ON e",
        "CREATE VIEW e.v AS SELECT 1 | CREATE VIEW ON e",
        "DROP VIEW v | DROP ON meta",
        "CREATE PROCEDURE p() SELECT 1 | CREATE ROUTINE ON meta",
        "DROP EVENT e.v | EVENT ON e",
        "INSERT INTO t VALUES (1) | INSERT ON meta",
        "insert into e.t values (1) | INSERT ON e",
        "UPDATE e.t SET i = 1 | UPDATE ON e",
        "DELETE FROM t | DELETE ON meta",
        "REPLACE INTO e.t VALUES (1) | INSERT ON e; DELETE ON e",
        "LOAD DATA INFILE '/f' INTO TABLE t | INSERT ON meta; FILE ON *"
      })
  void aPrivilegeIsNeededWhereTheObjectIs(String sql, String needs) {
    assertThat(needs(sql)).isEqualTo(needs);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UPDATE a, b SET a.i = b.i, b.j = 1",
        "DROP PROCEDURE p",
        "ALTER FUNCTION f COMMENT 'x'",
        "SELECT 1",
        "SET @a = 1"
      })
  void aPrivilegeThatTheStatementDoesNotShowIsNotChecked(String sql) {
    assertThat(needs(sql)).isEmpty();
  }
}

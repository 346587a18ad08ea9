// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.lsst.qserv.entrypoint.schema.script.ScriptSplitter;
import org.lsst.qserv.entrypoint.schema.script.ScriptStatement;

/**
 * Tests that the table in docs/upgrade-script-reference.md equals the results of {@link
 * RequiredPrivilege}.
 */
final class PrivilegeTableTest {
  private static final String BEGIN = "<!-- privileges -->";
  private static final String END = "<!-- end of privileges -->";
  private static final int HEADER_LINES = 2;

  /** An example of each statement that the table names. */
  private static final Map<String, String> EXAMPLES =
      Map.ofEntries(
          Map.entry("CREATE TABLE", "CREATE TABLE t (i INT)"),
          Map.entry("CREATE SEQUENCE", "CREATE SEQUENCE s"),
          Map.entry("CREATE DATABASE", "CREATE DATABASE e"),
          Map.entry("CREATE OR REPLACE TABLE", "CREATE OR REPLACE TABLE t (i INT)"),
          Map.entry("CREATE OR REPLACE SEQUENCE", "CREATE OR REPLACE SEQUENCE s"),
          Map.entry("CREATE OR REPLACE DATABASE", "CREATE OR REPLACE DATABASE e"),
          Map.entry("RENAME TABLE", "RENAME TABLE t TO u"),
          Map.entry("ALTER TABLE", "ALTER TABLE t ADD j INT"),
          Map.entry("ALTER SEQUENCE", "ALTER SEQUENCE s MAXVALUE 9"),
          Map.entry("ALTER DATABASE", "ALTER DATABASE e COMMENT 'x'"),
          Map.entry("ALTER TABLE … RENAME", "ALTER TABLE t RENAME TO u"),
          Map.entry("CREATE INDEX", "CREATE INDEX i ON t (i)"),
          Map.entry("DROP INDEX", "DROP INDEX i ON t"),
          Map.entry("DROP TABLE", "DROP TABLE t"),
          Map.entry("DROP VIEW", "DROP VIEW v"),
          Map.entry("DROP SEQUENCE", "DROP SEQUENCE s"),
          Map.entry("DROP DATABASE", "DROP DATABASE e"),
          Map.entry("TRUNCATE", "TRUNCATE TABLE t"),
          Map.entry("CREATE VIEW", "CREATE VIEW v AS SELECT 1"),
          Map.entry("CREATE OR REPLACE VIEW", "CREATE OR REPLACE VIEW v AS SELECT 1"),
          Map.entry("ALTER VIEW", "ALTER VIEW v AS SELECT 1"),
          Map.entry("CREATE PROCEDURE", "CREATE PROCEDURE p() SELECT 1"),
          Map.entry("CREATE FUNCTION", "CREATE FUNCTION f() RETURNS INT RETURN 1"),
          Map.entry(
              "CREATE TRIGGER", "CREATE TRIGGER r BEFORE INSERT ON t FOR EACH ROW SET @a = 1"),
          Map.entry("DROP TRIGGER", "DROP TRIGGER r"),
          Map.entry("CREATE EVENT", "CREATE EVENT v ON SCHEDULE EVERY 1 DAY DO SELECT 1"),
          Map.entry("ALTER EVENT", "ALTER EVENT v DISABLE"),
          Map.entry("DROP EVENT", "DROP EVENT v"),
          Map.entry("CREATE USER", "CREATE USER a@b"),
          Map.entry("ALTER USER", "ALTER USER a@b ACCOUNT LOCK"),
          Map.entry("DROP USER", "DROP USER a@b"),
          Map.entry("RENAME USER", "RENAME USER a@b TO c@b"),
          Map.entry("INSERT", "INSERT INTO t VALUES (1)"),
          Map.entry("REPLACE", "REPLACE INTO t VALUES (1)"),
          Map.entry("LOAD DATA", "LOAD DATA INFILE '/f' INTO TABLE t"),
          Map.entry("UPDATE", "UPDATE t SET i = 1"),
          Map.entry("DELETE", "DELETE FROM t"));

  /** A row of the table. */
  private record Row(List<String> statements, String privilege) {
    static Row of(String line) {
      String[] cells = line.substring(2, line.length() - 2).split(" \\| ", -1);
      return new Row(Arrays.asList(cells[0].split(", ", -1)), cells[1]);
    }
  }

  private static List<Row> documented() throws IOException {
    return Files.readAllLines(Path.of("docs/upgrade-script-reference.md")).stream()
        .dropWhile(line -> !line.equals(BEGIN))
        .skip(1)
        .takeWhile(line -> !line.equals(END))
        .skip(HEADER_LINES)
        .map(Row::of)
        .toList();
  }

  private static Set<String> needs(String sql) {
    ScriptStatement statement = ScriptSplitter.split(sql).getFirst();
    return RequiredPrivilege.of(statement, "d").stream()
        .map(need -> need.privilege() + (need.database().isEmpty() ? " (global)" : ""))
        .collect(Collectors.toSet());
  }

  @Test
  void eachStatementOfTheTableRequiresItsPrivilege() throws IOException {
    for (Row row : documented()) {
      for (String statement : row.statements()) {
        Set<String> needs = needs(EXAMPLES.getOrDefault(statement, "no example"));
        Set<String> expected = Set.of(row.privilege().split(", ", -1));
        assertThat(needs).as(statement).isEqualTo(expected);
      }
    }
  }

  @Test
  void theTableListsEachStatementOnce() throws IOException {
    assertThat(documented().stream().flatMap(row -> row.statements().stream()))
        .containsExactlyInAnyOrderElementsOf(EXAMPLES.keySet());
  }
}

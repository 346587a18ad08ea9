// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Generates scripts of random valid statements for a few tables of random engines. A statement
 * refers to a table with or without its database, or through a view.
 */
final class GeneratedMigration {
  private static final List<String> ENGINES = List.of("InnoDB", "InnoDB", "MyISAM", "Aria");
  private static final List<String> TEXTS =
      List.of("a", "it''s", "; --", "/* # */", "\"", "`", "日本", "\uD83D\uDE00", "$$", "{{ x }}");

  private final Random random;
  private final StringBuilder script = new StringBuilder();
  private final List<String> targets = new ArrayList<>();

  /**
   * Whether an interruption may require a decision of the user, as it does for tables without
   * transactions and for variables that were read from data.
   */
  private boolean mayAsk;

  private boolean savepoints = true;
  private int tables;

  private GeneratedMigration(Random random) {
    this.random = random;
  }

  /** Returns a script of 8 to 20 statements, with its directives. */
  static String of(Random random) {
    GeneratedMigration migration = new GeneratedMigration(random);
    migration.write();
    return (migration.mayAsk ? "-- may-ask\n" : "") + migration.script;
  }

  private void write() {
    createTable();
    createTable();
    for (int left = 6 + random.nextInt(12); left > 0; left--) {
      if (random.nextInt(6) == 0) {
        createTable();
      }
      add(statement());
    }
    add("INSERT INTO observed VALUES ('rows of the last statement', ROW_COUNT())");
  }

  private void createTable() {
    String name = pick(List.of("t", "my table ", "T-", "größe")) + tables++;
    String quoted = "`" + name + "`";
    String engine = pick(ENGINES);
    boolean temporary = random.nextInt(5) == 0;
    mayAsk |= !engine.equals("InnoDB") || temporary;
    savepoints &= !engine.equals("Aria"); // Aria supports transactions but no savepoints
    add(
        "CREATE %sTABLE %s (id INT NOT NULL PRIMARY KEY, n INT DEFAULT 0, text VARCHAR(99)) ENGINE=%s CHARSET=utf8mb4"
            .formatted(temporary ? "TEMPORARY " : "", quoted, engine));
    targets.add(quoted);
    targets.add("qservw_worker." + quoted);
    if (!temporary && random.nextInt(3) == 0) {
      add("CREATE VIEW `view of %1$s` AS SELECT id, n, text FROM %2$s".formatted(name, quoted));
      targets.add("`view of " + name + "`");
    }
  }

  private String statement() {
    String target = pick(targets);
    int number = random.nextInt(5);
    return switch (random.nextInt(12)) {
      case 0, 1, 2 ->
          "INSERT IGNORE INTO %s VALUES (%d, %d, %s), (%d, 1, NULL)"
              .formatted(target, number, number, text(), number + 5);
      case 3 -> "REPLACE INTO %s VALUES (%d, %d, %s)".formatted(target, number, number, text());
      case 4 -> "UPDATE %s SET n = n + %d WHERE id < %d".formatted(target, number, number + 3);
      case 5 -> "DELETE FROM %s WHERE id = %d".formatted(target, number);
      case 6 ->
          "INSERT INTO %s (id, n) VALUES (%d, 1) ON DUPLICATE KEY UPDATE n = n + 10"
              .formatted(target, number);
      case 7 -> "REPLACE INTO observed SELECT CONCAT(%s, id), n FROM %s".formatted(text(), target);
      case 8 -> {
        mayAsk = true;
        yield "SET @n = (SELECT SUM(n) FROM %s)".formatted(target);
      }
      case 9 -> "REPLACE INTO observed VALUES ('n', @n), ('rows', ROW_COUNT())";
      case 10 ->
          pick(
              List.of(
                  "START TRANSACTION", "COMMIT", savepoints ? "SAVEPOINT a" : "COMMIT", "BEGIN"));
      default ->
          pick(
              List.of(
                  "SET @text = " + text(),
                  "SET sql_mode = 'ANSI'",
                  "SET sql_mode = DEFAULT",
                  "USE qservw_worker",
                  "SET NAMES utf8mb4",
                  "SET @@autocommit = " + random.nextInt(2)));
    };
  }

  private String text() {
    return "'" + pick(TEXTS) + pick(TEXTS) + "'";
  }

  private void add(String statement) {
    script.append(statement).append(pick(List.of(";\n", "; ", ";\n-- it's a comment\n", ";\n\n")));
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.util.ArrayList;
import java.util.List;
import org.lsst.qserv.entrypoint.SeededRandom;

/**
 * A script of random statements. A server cannot execute them; they test where statements end.
 *
 * @param forClient the script with {@code DELIMITER} around compound statements, as the client
 *     requires
 * @param bare the same script without {@code DELIMITER}
 */
public record GeneratedScript(String forClient, String bare) {
  /**
   * Some start with a space, because the client drops the space that replaces a comment before
   * {@code \N} and before characters that are not ASCII.
   */
  private static final List<String> PIECES =
      List.of(
          "'a'",
          "'it''s'",
          "'x\\'y'",
          "'\\\\'",
          "';'",
          "'-- '",
          "'/*'",
          "'a\nb'",
          "\"b\"",
          "\"\"\"\"",
          "\"\\\"\"",
          "\"; #\"",
          "`c`",
          "`d``e`",
          "`\\`",
          "`;`",
          "`/*`",
          "1",
          "5--6",
          "a.b",
          "@x",
          "@@y",
          " \\N ",
          " é",
          " 日本",
          " 'ß;'",
          "/* c */",
          "/* ; ' */",
          "/**/",
          "/* a\n b */",
          "/*! d */ ",
          "/*!40101 'e' */ ",
          "/*M!100301 f */ ",
          "-- g ; '\n",
          "--\n",
          "# h \" `\n",
          "\n",
          "\n\n",
          "\t",
          "(",
          ")",
          ",",
          "=",
          " - ",
          " / ",
          " * ",
          ":=",
          "begin",
          "case",
          "end",
          "status",
          "REPEAT('a', 2)",
          "IF(a, b, c)",
          "$$$",
          "x$y");

  private static final List<String> BETWEEN =
      List.of("\n", " ", "", "\n-- a; 'b\n", "\n#c\n", " /* ; */ ", "\n\n", "\n--d\n", ";", ";;\n");

  /** Returns a script with a number of random statements. */
  public static GeneratedScript of(SeededRandom random, int statements) {
    StringBuilder forClient = new StringBuilder();
    StringBuilder bare = new StringBuilder();
    for (int i = 0; i < statements; i++) {
      boolean compound = random.below(3) == 0;
      String statement = compound ? compound(random) : "SELECT " + pieces(random);
      String between = pick(random, BETWEEN);
      bare.append(statement).append(random.below(9) == 0 ? "\\G" : ";").append(between);
      forClient
          .append(compound ? "\nDELIMITER //\n" + statement + "//\nDELIMITER ;\n" : statement + ";")
          .append(between);
    }
    return new GeneratedScript(forClient.toString(), bare.toString());
  }

  private static String compound(SeededRandom random) {
    List<String> heads =
        List.of(
            "CREATE PROCEDURE p (IN a INT)\n",
            "CREATE OR REPLACE DEFINER = `b`@'%' FUNCTION f () RETURNS CHAR(3) CHARACTER SET utf8 ",
            "create trigger g before insert on t for each row ",
            "/*!50003 CREATE*/ /*!50003 TRIGGER g AFTER INSERT ON t FOR EACH ROW */",
            "CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO ",
            "l: ");
    return random.below(7) == 0
        ? "BEGIN NOT ATOMIC " + parts(random, 2) + "END"
        : pick(random, heads) + block(random, 3);
  }

  private static String parts(SeededRandom random, int depth) {
    List<String> parts = new ArrayList<>();
    for (int i = random.below(3); i >= 0; i--) {
      String label = random.below(5) == 0 ? "l" + i + ": " : "";
      parts.add(
          depth > 0 && random.below(2) == 0 ? label + block(random, depth - 1) : simple(random));
    }
    return String.join(";\n", parts) + "; ";
  }

  private static String simple(SeededRandom random) {
    List<String> simple =
        List.of(
            "SET a = IF(b, 1, 2)",
            "SET a = CASE b WHEN 1 THEN IF(c, 2, 3) ELSE CASE WHEN 1 THEN 4 END END",
            "SELECT t.end, REPEAT('x', 3) INTO a FROM t FOR UPDATE",
            "DECLARE EXIT HANDLER FOR SQLSTATE '02000', 1062 SET a = IF(b, 1, 2)",
            "DECLARE CONTINUE HANDLER FOR NOT FOUND BEGIN SET a = ';'; END",
            "START TRANSACTION",
            "LEAVE l",
            "INSERT INTO t VALUES ('/* ; */') /* ; */");
    return pick(random, simple);
  }

  private static String block(SeededRandom random, int depth) {
    String parts = parts(random, depth);
    return switch (random.below(8)) {
      case 0 ->
          "IF a = 1 THEN "
              + parts
              + "ELSEIF IF(b, 1, 2) THEN "
              + parts
              + "ELSE "
              + parts
              + "END IF";
      case 1 -> "CASE a WHEN 1 THEN " + parts + "ELSE " + parts + "END CASE";
      case 2 -> "CASE WHEN CASE 1 WHEN 2 THEN 3 END THEN " + parts + "END CASE";
      case 3 -> "LOOP " + parts + "END LOOP";
      case 4 -> "WHILE CASE a WHEN 1 THEN 2 END DO " + parts + "END WHILE";
      case 5 -> "REPEAT " + parts + "UNTIL CASE a WHEN 1 THEN 2 END END REPEAT";
      case 6 -> "FOR i IN 1 .. 3 DO " + parts + "END FOR";
      default -> "BEGIN " + parts + "END";
    };
  }

  private static String pieces(SeededRandom random) {
    StringBuilder pieces = new StringBuilder("1 ");
    for (int left = random.below(9); left > 0; left--) {
      pieces.append(pick(random, PIECES)).append(random.below(3) == 0 ? "" : " ");
    }
    return pieces.toString();
  }

  private static String pick(SeededRandom random, List<String> from) {
    return from.get(random.below(from.size()));
  }
}

package org.lsst.qserv.entrypoint.schema.script;

import java.util.Set;

/** Whether an expression depends on more than what is written in it and in the session. */
public final class DataReading {
  /** System variables that hold what a statement before left. */
  private static final Set<String> OF_DATA =
      Set.of("LAST_INSERT_ID", "IDENTITY", "WARNING_COUNT", "ERROR_COUNT", "INSERT_ID");

  /**
   * Functions whose result depends on their arguments alone; any other may read data, or a clock.
   */
  private static final Set<String> PURE =
      Set.of(
          "ABS",
          "CAST",
          "CEIL",
          "CEILING",
          "CHAR",
          "CHAR_LENGTH",
          "COALESCE",
          "CONCAT",
          "CONCAT_WS",
          "CONVERT",
          "FIELD",
          "FLOOR",
          "FORMAT",
          "GREATEST",
          "HEX",
          "IF",
          "IFNULL",
          "INSTR",
          "ISNULL",
          "JSON_ARRAY",
          "JSON_EXTRACT",
          "JSON_OBJECT",
          "JSON_VALUE",
          "LEAST",
          "LEFT",
          "LENGTH",
          "LOCATE",
          "LOWER",
          "LPAD",
          "LTRIM",
          "MD5",
          "MOD",
          "NULLIF",
          "QUOTE",
          "REPEAT",
          "REPLACE",
          "REVERSE",
          "RIGHT",
          "ROUND",
          "RPAD",
          "RTRIM",
          "SHA1",
          "SHA2",
          "SPACE",
          "STRCMP",
          "SUBSTR",
          "SUBSTRING",
          "SUBSTRING_INDEX",
          "TRIM",
          "TRUNCATE",
          "UNHEX",
          "UPPER",
          "IN",
          "VALUES",
          "VALUE",
          "AND",
          "OR",
          "NOT",
          "XOR",
          "DIV",
          "THEN",
          "WHEN",
          "ELSE",
          "CASE");

  private DataReading() {}

  /** Whether one of these words says so. */
  static boolean isIn(Words words) {
    Token before = words.take();
    while (!words.isAtEnd()) {
      Token token = words.take();
      boolean calls = token.isSign('(') && isOther(before);
      if (token.is("SELECT") || token.isOneOf(OF_DATA) || calls) {
        return true;
      }
      before = token;
    }
    return false;
  }

  private static boolean isOther(Token called) {
    boolean named = called.type() == Token.Type.WORD || called.type() == Token.Type.NAME;
    return named && !called.isOneOf(PURE);
  }
}

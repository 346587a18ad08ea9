// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.util.Set;

/**
 * Determines whether an expression depends on anything but its text and the state of the session.
 * {@code LAST_INSERT_ID()} counts as state of the session, because the journal records its values.
 */
final class DataDependence {
  /** System variables that hold a result of an earlier statement. */
  private static final Set<String> DATA_VARIABLES =
      Set.of("WARNING_COUNT", "ERROR_COUNT", "INSERT_ID");

  /** Functions without parentheses that read a clock. */
  private static final Set<String> CLOCKS =
      Set.of(
          "CURRENT_TIMESTAMP",
          "CURRENT_DATE",
          "CURRENT_TIME",
          "LOCALTIME",
          "LOCALTIMESTAMP",
          "UTC_TIMESTAMP",
          "UTC_DATE",
          "UTC_TIME");

  /**
   * Functions whose result depends only on their arguments, and other keywords before a
   * parenthesis. Any other function may read data or a clock.
   */
  private static final Set<String> PURE =
      Set.of(
          "ABS",
          "AND",
          "AS",
          "ASCII",
          "BETWEEN",
          "BIN",
          "BINARY",
          "BY",
          "CASE",
          "CAST",
          "CEIL",
          "CEILING",
          "CHAR",
          "CHAR_LENGTH",
          "COALESCE",
          "COMPRESS",
          "CONCAT",
          "CONCAT_WS",
          "CONV",
          "CONVERT",
          "CRC32",
          "DATE",
          "DATE_ADD",
          "DATE_FORMAT",
          "DATE_SUB",
          "DECIMAL",
          "DIV",
          "ELSE",
          "ELT",
          "EXPORT_SET",
          "FIELD",
          "FIND_IN_SET",
          "FLOOR",
          "FORMAT",
          "FROM",
          "FROM_BASE64",
          "GREATEST",
          "HEX",
          "IF",
          "IFNULL",
          "IN",
          "INET_ATON",
          "INET_NTOA",
          "INSERT",
          "INSTR",
          "IS",
          "ISNULL",
          "JSON_ARRAY",
          "JSON_EXTRACT",
          "JSON_MERGE",
          "JSON_OBJECT",
          "JSON_QUOTE",
          "JSON_REMOVE",
          "JSON_SET",
          "JSON_UNQUOTE",
          "JSON_VALUE",
          "LAST_DAY",
          "LAST_INSERT_ID",
          "LCASE",
          "LEAST",
          "LEFT",
          "LENGTH",
          "LIKE",
          "LOCATE",
          "LOWER",
          "LPAD",
          "LTRIM",
          "MAKE_SET",
          "MD5",
          "MID",
          "MOD",
          "NOT",
          "NULLIF",
          "OCT",
          "ON",
          "OR",
          "ORD",
          "POW",
          "POWER",
          "QUOTE",
          "REGEXP_REPLACE",
          "REGEXP_SUBSTR",
          "REPEAT",
          "REPLACE",
          "REVERSE",
          "RIGHT",
          "ROUND",
          "RPAD",
          "RTRIM",
          "SHA1",
          "SHA2",
          "SIGN",
          "SIGNED",
          "SPACE",
          "SQRT",
          "STRCMP",
          "STR_TO_DATE",
          "SUBSTR",
          "SUBSTRING",
          "SUBSTRING_INDEX",
          "THEN",
          "TO_BASE64",
          "TRIM",
          "TRUNCATE",
          "UCASE",
          "UNCOMPRESS",
          "UNHEX",
          "UPPER",
          "USING",
          "VALUE",
          "VALUES",
          "VARCHAR",
          "WHEN",
          "WHERE",
          "XOR");

  private DataDependence() {}

  /** Returns whether the tokens contain a query, a clock, or a function that may read. */
  static boolean isIn(TokenStream tokens) {
    TokenStream rest = tokens.rest();
    Token before = rest.take();
    boolean target = before.is("INSERT") || before.is("REPLACE");
    while (!rest.isAtEnd()) {
      Token token = rest.take();
      boolean calls = token.isSymbol('(') && !target && mayRead(before);
      boolean variable =
          token.isOneOf(DATA_VARIABLES) && (before.isSymbol('@') || before.isSymbol('.'));
      boolean reads = token.is("SELECT") || variable || token.isOneOf(CLOCKS);
      if (calls || reads) {
        return true;
      }
      target &= !token.isSymbol('(') && !token.is("VALUES") && !token.is("SET");
      before = token;
    }
    return false;
  }

  private static boolean mayRead(Token called) {
    return called.isName() && !called.isOneOf(PURE);
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

/**
 * A part of a statement that does not end.
 *
 * @param line where it starts
 * @param what its name in a message
 * @param missing what is written where it ends
 */
record Unclosed(int line, String what, String missing) {
  static Unclosed quoted(int line, char quote) {
    return new Unclosed(line, "the text that starts with " + quote, Character.toString(quote));
  }

  static Unclosed comment(int line, String start) {
    return new Unclosed(line, "the comment that starts with " + start, "*/");
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

/**
 * An element of a statement that is not closed: a quoted text, comment or block.
 *
 * @param line the line in which the element starts
 * @param description the element, for messages
 * @param terminator the text that closes the element
 */
record UnclosedElement(int line, String description, String terminator) {
  static UnclosedElement quoted(int line, char quote) {
    return new UnclosedElement(
        line, "the quoted text that starts with " + quote, Character.toString(quote));
  }

  static UnclosedElement comment(int line, String start) {
    return new UnclosedElement(line, "the comment that starts with " + start, "*/");
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

/**
 * One statement of a script, as it is sent to the server.
 *
 * @param number counted from 1 in its script
 * @param line the line of the script in which it starts, from 1
 * @param text without delimiter and comments; executable comments are kept
 */
public record ScriptStatement(int number, int line, String text, Classification classification) {
  /** Returns how the statement is executed and recorded. */
  public StatementKind kind() {
    return classification.kind();
  }

  /** Returns whether the statement has a property. */
  public boolean has(Trait trait) {
    return classification.has(trait);
  }

  /**
   * Returns the SHA-256 of the text in UTF-8, which stays the same when the line endings of the
   * script change (CR LF, CR or LF) or a byte order mark is added.
   */
  public byte[] checksum() {
    return Checksum.ofLines(text);
  }
}

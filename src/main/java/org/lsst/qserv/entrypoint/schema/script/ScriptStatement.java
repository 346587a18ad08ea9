// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

/**
 * A statement of a script, as it is sent to the server.
 *
 * @param number the number of the statement in its script, from 1
 * @param line the line of the script in which it starts, from 1
 * @param text the statement without delimiter and comments; executable comments are kept
 */
public record ScriptStatement(int number, int line, String text, Classification classification) {
  /** Returns how the statement is executed and recorded. */
  public StatementKind kind() {
    return classification.kind();
  }

  /** Returns whether the statement has a trait. */
  public boolean has(Trait trait) {
    return classification.has(trait);
  }

  /**
   * Returns the SHA-256 checksum of the text in UTF-8. It does not depend on line endings (CR LF,
   * CR or LF) or a byte order mark.
   */
  public byte[] checksum() {
    return Checksum.ofLines(text);
  }
}

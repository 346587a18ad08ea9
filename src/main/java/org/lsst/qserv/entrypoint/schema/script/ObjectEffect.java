// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

/**
 * An object that a definition change names, and what the statement does to it.
 *
 * <p>The name is as the server knows it, without quotes. An account is {@code user@host}; a trigger
 * that is named without a database is in that of its table. {@link ObjectType#OTHER} is what cannot
 * be looked up with {@code SHOW CREATE}: whether it happened cannot be known.
 *
 * @param database empty for the current one, and for what is in none
 * @param guarded whether {@code IF EXISTS} or {@code IF NOT EXISTS} stands before the name
 */
public record ObjectEffect(
    ObjectType type, String database, String name, Effect effect, boolean guarded) {

  /** What it is. */
  public enum ObjectType {
    TABLE,
    VIEW,
    PROCEDURE,
    FUNCTION,
    TRIGGER,
    EVENT,
    SEQUENCE,
    /** Named by {@link ObjectEffect#name}, which is empty for the current one. */
    DATABASE,
    USER,
    OTHER
  }

  /** Where it leads. */
  public enum Effect {
    CREATED,
    CREATED_OR_REPLACED,
    ALTERED,
    DROPPED,
    RENAMED_FROM,
    RENAMED_TO
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

/**
 * An object that a DDL statement affects, and what the statement does to it.
 *
 * <p>The name is the one that the server stores, without quotes. An account is {@code user@host}. A
 * trigger whose name has no database is in the database of its table. {@link ObjectType#OTHER} is
 * used if {@code SHOW CREATE} cannot show whether the statement was executed.
 *
 * @param database empty for the current database, and for objects that are in no database
 * @param guarded whether {@code IF EXISTS} or {@code IF NOT EXISTS} precedes the name
 */
public record ObjectEffect(
    ObjectType type, String database, String name, Effect effect, boolean guarded) {

  /** The type of an object. */
  public enum ObjectType {
    TABLE,
    VIEW,
    PROCEDURE,
    FUNCTION,
    TRIGGER,
    EVENT,
    SEQUENCE,
    /** {@link ObjectEffect#name} is the database; it is empty for the current one. */
    DATABASE,
    USER,
    OTHER
  }

  /** What the statement does to the object. */
  public enum Effect {
    CREATED,
    CREATED_OR_REPLACED,
    ALTERED,
    DROPPED,
    RENAMED_FROM,
    RENAMED_TO
  }
}

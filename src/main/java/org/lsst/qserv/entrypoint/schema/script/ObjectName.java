// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

/**
 * The name of a table, view or routine as a statement writes it, without quotes.
 *
 * @param database empty for the session's current database
 */
public record ObjectName(String database, String name) {}

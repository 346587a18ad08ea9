// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

/**
 * What is known about a script after all its statements have been read, before the first is
 * executed.
 *
 * @param statements the number of its statements
 * @param usesLastInsertId whether a statement may use LAST_INSERT_ID()
 */
record ScriptFacts(long statements, boolean usesLastInsertId) {}

// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

/**
 * What a first reading of a script tells.
 *
 * @param statements how many it has
 * @param usesLastInsertId whether a statement uses LAST_INSERT_ID()
 */
record ScriptFacts(long statements, boolean usesLastInsertId) {}

// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

/** A table in a FROM clause or in another list of tables, and its alias. */
record TableReference(ObjectName table, String alias) {}

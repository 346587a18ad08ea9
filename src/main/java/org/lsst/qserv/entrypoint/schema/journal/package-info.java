/**
 * The journal of schema migrations: which runs a server has seen, and one record per statement of a
 * run. An upgrade that was interrupted resumes from these records.
 */
@NullMarked
package org.lsst.qserv.entrypoint.schema.journal;

import org.jspecify.annotations.NullMarked;

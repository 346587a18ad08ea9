/**
 * The journal of schema migrations: the runs on a server, and one record per statement of a run. An
 * interrupted upgrade resumes from these records.
 */
@NullMarked
package org.lsst.qserv.entrypoint.schema.journal;

import org.jspecify.annotations.NullMarked;

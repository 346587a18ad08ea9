/**
 * Explains a launch without side effects: combines the plan, the origin of every setting, the
 * difference between rendered files and those on disk, and the state of schemas.
 */
@NullMarked
package org.lsst.qserv.entrypoint.explain;

import org.jspecify.annotations.NullMarked;

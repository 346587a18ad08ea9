/**
 * One page about a launch, without a side effect: joins the plan, the origin of every setting, the
 * difference between the rendered files and those on disk, and the state of schemas.
 */
@NullMarked
package org.lsst.qserv.entrypoint.explain;

import org.jspecify.annotations.NullMarked;

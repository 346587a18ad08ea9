/**
 * Pure: settings and a catalog entry become a plan, its steps and the way it ends. A plan is a
 * value that can be shown instead of carried out, so of the features only data types are used here.
 */
@NullMarked
package org.lsst.qserv.entrypoint.plan;

import org.jspecify.annotations.NullMarked;

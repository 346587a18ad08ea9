/**
 * Planning without side effects: settings and the catalog determine the steps of a launch and its
 * action. A plan can be displayed instead of executed, so this package uses only the data types of
 * other features.
 */
@NullMarked
package org.lsst.qserv.entrypoint.plan;

import org.jspecify.annotations.NullMarked;

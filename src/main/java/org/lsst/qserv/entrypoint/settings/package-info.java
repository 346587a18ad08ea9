/**
 * What the operator asked for: sources, layers and origins of settings, their binding to typed
 * values, and all the problems found on the way, reported together.
 */
@NullMarked
package org.lsst.qserv.entrypoint.settings;

import org.jspecify.annotations.NullMarked;

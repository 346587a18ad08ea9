/**
 * The facts of an image or instance that decide how it can be upgraded, and the verdict on an
 * upgrade from one to another. The verdict is a pure function of two sets of facts.
 */
@NullMarked
package org.lsst.qserv.entrypoint.compatibility;

import org.jspecify.annotations.NullMarked;

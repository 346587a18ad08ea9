/**
 * Tests of the image as a whole, each in a container of its own: what only a real process can show.
 */
@NullMarked
package org.lsst.qserv.entrypoint.image;

import org.jspecify.annotations.NullMarked;

/** End-to-end tests of the image, each in a separate container. */
@NullMarked
package org.lsst.qserv.entrypoint.image;

import org.jspecify.annotations.NullMarked;

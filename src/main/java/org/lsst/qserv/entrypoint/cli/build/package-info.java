/** Hidden commands that the build of an image uses. */
@NullMarked
package org.lsst.qserv.entrypoint.cli.build;

import org.jspecify.annotations.NullMarked;

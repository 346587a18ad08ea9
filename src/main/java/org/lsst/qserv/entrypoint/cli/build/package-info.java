/** Hidden commands for the image build. */
@NullMarked
package org.lsst.qserv.entrypoint.cli.build;

import org.jspecify.annotations.NullMarked;

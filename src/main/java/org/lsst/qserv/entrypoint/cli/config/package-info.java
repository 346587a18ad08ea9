/** The command {@code config}: show, check and describe settings. */
@NullMarked
package org.lsst.qserv.entrypoint.cli.config;

import org.jspecify.annotations.NullMarked;

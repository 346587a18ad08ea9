/**
 * The environment of the process: variables, clock, file system and user. Other packages receive it
 * by injection. It uses no other package.
 */
@NullMarked
package org.lsst.qserv.entrypoint.host;

import org.jspecify.annotations.NullMarked;

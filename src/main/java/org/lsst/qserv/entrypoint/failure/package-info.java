/**
 * Exit codes, problems that the user can fix, and the exception that reports them. It uses no other
 * package.
 */
@NullMarked
package org.lsst.qserv.entrypoint.failure;

import org.jspecify.annotations.NullMarked;

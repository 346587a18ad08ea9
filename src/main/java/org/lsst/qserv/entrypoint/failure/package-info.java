/**
 * Exit codes, problems that the user can fix, and the exception that reports them. It uses no other
 * package. The text of a message is in the class that detects the problem.
 */
@NullMarked
package org.lsst.qserv.entrypoint.failure;

import org.jspecify.annotations.NullMarked;

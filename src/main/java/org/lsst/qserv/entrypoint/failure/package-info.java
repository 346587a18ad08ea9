/**
 * How things go wrong: exit codes, problems that a person can mend, and the exceptions that carry
 * them. It uses no other package.
 */
@NullMarked
package org.lsst.qserv.entrypoint.failure;

import org.jspecify.annotations.NullMarked;

/**
 * The provider behind SLF4J: one line per event on stderr, as text or JSON. It uses no other
 * package and only the root wires it; everything else logs through SLF4J.
 */
@NullMarked
package org.lsst.qserv.entrypoint.log;

import org.jspecify.annotations.NullMarked;

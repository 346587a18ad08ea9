/**
 * The modes that a role can be in, where the wanted mode comes from, and which changes from one to
 * another are allowed.
 */
@NullMarked
package org.lsst.qserv.entrypoint.mode;

import org.jspecify.annotations.NullMarked;

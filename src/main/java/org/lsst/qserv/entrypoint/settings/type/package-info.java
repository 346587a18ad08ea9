/** The types of settings: how a text becomes a value, and which values are valid. */
@NullMarked
package org.lsst.qserv.entrypoint.settings.type;

import org.jspecify.annotations.NullMarked;

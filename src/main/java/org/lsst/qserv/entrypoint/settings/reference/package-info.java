/** The reference of all settings, for people and programs. */
@NullMarked
package org.lsst.qserv.entrypoint.settings.reference;

import org.jspecify.annotations.NullMarked;

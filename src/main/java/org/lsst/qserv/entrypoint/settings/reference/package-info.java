/** The reference of all settings, which is printed and compared with the documentation. */
@NullMarked
package org.lsst.qserv.entrypoint.settings.reference;

import org.jspecify.annotations.NullMarked;

/**
 * The release line as records: roles, components and schema modules. Only the catalog file, not the
 * Java code, defines which services exist. The data is in the resources {@code catalog/*.conf}.
 */
@NullMarked
package org.lsst.qserv.entrypoint.catalog;

import org.jspecify.annotations.NullMarked;

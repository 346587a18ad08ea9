/**
 * The release line as records: roles, components and schema modules. The catalog files (resources
 * {@code catalog/*.conf}), not the Java code, define which services exist.
 */
@NullMarked
package org.lsst.qserv.entrypoint.catalog;

import org.jspecify.annotations.NullMarked;

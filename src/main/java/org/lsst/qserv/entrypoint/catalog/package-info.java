/**
 * The release line as records: its roles, their components and what each of them needs. Which
 * services there are is known to the catalog's file and to no Java code.
 */
@NullMarked
package org.lsst.qserv.entrypoint.catalog;

import org.jspecify.annotations.NullMarked;

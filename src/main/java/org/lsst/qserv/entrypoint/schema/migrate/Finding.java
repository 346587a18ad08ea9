package org.lsst.qserv.entrypoint.schema.migrate;

/**
 * What speaks against an upgrade now.
 *
 * @param refuses whether it does so unless forced; else it is a warning
 */
record Finding(boolean refuses, String what, String fix) {}

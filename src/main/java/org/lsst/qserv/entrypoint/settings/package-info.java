/**
 * Settings: sources, layers, origins and typed values. All problems are collected and reported
 * together.
 */
@NullMarked
package org.lsst.qserv.entrypoint.settings;

import org.jspecify.annotations.NullMarked;

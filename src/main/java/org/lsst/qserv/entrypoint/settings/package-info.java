/**
 * Settings: sources, layers, origins and typed values. All problems are collected and reported
 * together. Default values are in the resources {@code reference.conf} and {@code catalog/*.conf},
 * messages about invalid values in {@code settings.SettingsCheck} and {@code settings.type}.
 */
@NullMarked
package org.lsst.qserv.entrypoint.settings;

import org.jspecify.annotations.NullMarked;

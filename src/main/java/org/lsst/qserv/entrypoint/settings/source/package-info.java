/**
 * The sources of settings: files, variables, options and the defaults of the jar, each as one
 * layer.
 */
@NullMarked
package org.lsst.qserv.entrypoint.settings.source;

import org.jspecify.annotations.NullMarked;

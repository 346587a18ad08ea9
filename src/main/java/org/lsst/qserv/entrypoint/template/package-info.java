/**
 * Configuration files from templates: strict rendering, the service's own check of the result, and
 * an atomic write.
 */
@NullMarked
package org.lsst.qserv.entrypoint.template;

import org.jspecify.annotations.NullMarked;

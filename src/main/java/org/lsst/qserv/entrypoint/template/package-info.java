/**
 * Configuration files from templates: strict rendering, the difference to what is there, the
 * service's own check of the result, and a write that leaves a complete file or none.
 */
@NullMarked
package org.lsst.qserv.entrypoint.template;

import org.jspecify.annotations.NullMarked;

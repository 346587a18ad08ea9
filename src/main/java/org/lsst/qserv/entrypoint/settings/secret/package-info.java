/** Secrets: files that hold them, texts that may be shown, and names that suggest one. */
@NullMarked
package org.lsst.qserv.entrypoint.settings.secret;

import org.jspecify.annotations.NullMarked;

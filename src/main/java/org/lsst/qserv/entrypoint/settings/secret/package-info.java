/** Secrets: their files, redacted strings, and names that suggest a secret. */
@NullMarked
package org.lsst.qserv.entrypoint.settings.secret;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.readiness;

import java.time.Instant;
import java.util.Optional;

/**
 * The reply of an HTTP service of Qserv.
 *
 * @param status the HTTP status
 * @param body at most 1 MB; may contain anything that the service sends
 * @param certificateEnd when the certificate of the service expires; empty without TLS
 */
public record ServiceReply(int status, String body, Optional<Instant> certificateEnd) {}

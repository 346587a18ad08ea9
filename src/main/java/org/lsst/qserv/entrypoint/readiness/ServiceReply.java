// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.readiness;

/**
 * The reply of an HTTP service of Qserv.
 *
 * @param status the HTTP status
 * @param body at most 1 MB; may contain anything that the service sends
 */
public record ServiceReply(int status, String body) {}

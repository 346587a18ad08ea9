// SPDX-License-Identifier: GPL-3.0-or-later
/** A server for HTTP and HTTPS whose clients can occupy only a limited amount of resources. */
@NullMarked
package org.lsst.qserv.entrypoint.http;

import org.jspecify.annotations.NullMarked;

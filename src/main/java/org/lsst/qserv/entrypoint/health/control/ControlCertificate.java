// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.health.control;

import java.nio.file.Path;

/**
 * The files of a server's certificate, in PEM format.
 *
 * @param chain the certificate, followed by those of its issuers
 * @param key the private key, in PKCS #8 and without a password
 */
public record ControlCertificate(Path chain, Path key) {}

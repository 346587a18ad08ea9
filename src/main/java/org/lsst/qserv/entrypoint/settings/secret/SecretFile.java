// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings.secret;

import java.nio.file.Path;

/**
 * A file from which a secret was read.
 *
 * @param setting the setting that contains the path: {@code auth-key-file}
 * @param content the content when it was read
 * @param isReferenced whether a program's configuration refers to the file, so that the program
 *     reads it itself
 */
public record SecretFile(String setting, Path path, Secret content, boolean isReferenced) {}

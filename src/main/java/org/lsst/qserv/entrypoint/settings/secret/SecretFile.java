// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings.secret;

import java.nio.file.Path;

/**
 * A file that a secret came from.
 *
 * @param setting the setting that names it: {@code auth-key-file}
 * @param content what was read there
 * @param isReferred whether a program's configuration names the file, to be read by the program
 */
public record SecretFile(String setting, Path path, Secret content, boolean isReferred) {}

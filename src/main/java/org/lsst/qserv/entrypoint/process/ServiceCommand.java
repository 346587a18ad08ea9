// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;

/**
 * The command, environment and limits of a service.
 *
 * @param component the name of the component, for messages
 * @param command the program, looked up in PATH unless it has a slash, and its arguments
 * @param environment the variables added to the container's environment
 * @param withheld the variables of the container's environment that the service does not inherit
 * @param directory the working directory; {@code /} if it does not exist
 * @param lock the file that the process locks, so that only one such service runs at a time
 */
public record ServiceCommand(
    String component,
    List<RedactedText> command,
    Map<String, RedactedText> environment,
    Set<String> withheld,
    Path directory,
    ResourceLimits limits,
    Optional<Path> lock) {

  /** Returns the program as specified in the catalog or the setting {@code command}. */
  public String program() {
    return command.getFirst().value();
  }

  /** Returns the program and its arguments, including secrets. */
  public List<String> commandLine() {
    return command.stream().map(RedactedText::value).toList();
  }
}

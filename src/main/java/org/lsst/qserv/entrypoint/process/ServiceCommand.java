// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;

/**
 * How a service is started.
 *
 * @param component the component, for messages
 * @param command the program, looked up in PATH unless it has a slash, and its arguments
 * @param environment what is added to the container's environment
 * @param withheld the variables of the container's environment that the service does not get
 * @param directory where it runs; if there is no such directory, {@code /}
 */
public record ServiceCommand(
    String component,
    List<RedactedText> command,
    Map<String, RedactedText> environment,
    Set<String> withheld,
    Path directory,
    ResourceLimits limits) {

  /** The program as the catalog or the setting {@code command} names it. */
  public String program() {
    return command.getFirst().value();
  }

  /** The real texts of the command. */
  public List<String> words() {
    return command.stream().map(RedactedText::value).toList();
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.process;

import java.util.Map;
import java.util.TreeMap;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;

/**
 * The environment of a service: the container's, less what is the launcher's own, plus what the
 * catalog and the settings add.
 */
public final class ServiceEnvironment {
  /** Variables of the {@code entrypoint} command. */
  private static final String OWN = "ENTRYPOINT_";

  /** A variable that the command changed for Java; with this prefix it keeps its real value. */
  private static final String SAVED = OWN + "SAVED_";

  private static final String LOCALE = "LC_ALL";
  private static final String SIGNAL_OF_THE_JVM = "_JAVA_SR_SIGNUM";
  private static final String SHELL_LEVEL = "SHLVL";

  private ServiceEnvironment() {}

  /**
   * The variables that a service gets.
   *
   * @param container the variables of the container
   */
  public static Map<String, String> of(Map<String, String> container, ServiceCommand command) {
    Map<String, String> environment = new TreeMap<>(container);
    environment.keySet().removeIf(name -> name.startsWith(OWN));
    environment.keySet().removeAll(command.withheld());
    environment.remove(SIGNAL_OF_THE_JVM);
    environment.remove(SHELL_LEVEL, "0"); // what a bash that runs the command leaves
    container.forEach((name, value) -> restore(environment, name, value));
    for (Map.Entry<String, RedactedText> entry : command.environment().entrySet()) {
      environment.put(entry.getKey(), entry.getValue().value());
    }
    return environment;
  }

  private static void restore(Map<String, String> environment, String name, String value) {
    if (!name.startsWith(SAVED)) {
      return;
    }
    String original = name.substring(SAVED.length());
    if (original.equals(LOCALE) && value.isEmpty()) {
      environment.remove(LOCALE);
    } else {
      environment.put(original, value);
    }
  }
}

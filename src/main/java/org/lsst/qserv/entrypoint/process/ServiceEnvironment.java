// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.process;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;

/**
 * Builds the environment of a service: the variables of the container, without those of the
 * launcher, plus those from the catalog and the settings.
 */
public final class ServiceEnvironment {
  /** Variables of the {@code entrypoint} command. */
  private static final String OWN = "ENTRYPOINT_";

  /**
   * The prefix of variables that keep the original value of a variable that the {@code entrypoint}
   * command changed for the JVM.
   */
  private static final String SAVED = OWN + "SAVED_";

  /** Variables for which an empty value means the same as none. */
  private static final Set<String> EMPTY_IS_UNSET = Set.of("LC_ALL", "MALLOC_ARENA_MAX");

  private static final String SIGNAL_OF_THE_JVM = "_JAVA_SR_SIGNUM";
  private static final String SHELL_LEVEL = "SHLVL";

  private ServiceEnvironment() {}

  /**
   * Returns the environment of a service.
   *
   * @param container the variables of the container
   */
  public static Map<String, String> of(Map<String, String> container, ServiceCommand command) {
    Map<String, String> environment = new TreeMap<>(container);
    environment.keySet().removeIf(name -> name.startsWith(OWN));
    environment.keySet().removeAll(command.withheld());
    environment.remove(SIGNAL_OF_THE_JVM);
    environment.remove(SHELL_LEVEL, "0"); // set by the bash that runs the entrypoint command
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
    if (EMPTY_IS_UNSET.contains(original) && value.isEmpty()) {
      environment.remove(original);
    } else {
      environment.put(original, value);
    }
  }
}

package org.lsst.qserv.entrypoint.process;

import java.util.Map;
import java.util.TreeMap;
import org.lsst.qserv.entrypoint.host.Masked;

/** The environment of a service: the container's, less the launcher's own, plus the catalogue's. */
final class ServiceEnvironment {
  /** Variables of the {@code entrypoint} command: its own, and those that it keeps from Java. */
  private static final String OWN = "ENTRYPOINT_";

  /** A variable that the command changed for Java; with this prefix it keeps its real value. */
  private static final String ORIGINAL = "ENTRYPOINT_ORIGINAL_";

  /** Java runs in a UTF-8 locale, so that arguments arrive unchanged whatever the container has. */
  private static final String LOCALE = "LC_ALL";

  private static final String SIGNAL_OF_THE_JVM = "_JAVA_SR_SIGNUM";

  private ServiceEnvironment() {}

  static Map<String, String> of(Map<String, String> container, ServiceCommand command) {
    Map<String, String> environment = new TreeMap<>();
    container.forEach((name, value) -> {
      if (!name.startsWith(OWN) && !command.withheld().contains(name)) {
        environment.put(name, value);
      }
    });
    environment.remove(SIGNAL_OF_THE_JVM);
    environment.remove(LOCALE);
    container.forEach((name, value) -> {
      if (name.startsWith(ORIGINAL)) {
        environment.put(name.substring(ORIGINAL.length()), value);
      }
    });
    for (Map.Entry<String, Masked> entry : command.environment().entrySet()) {
      environment.put(entry.getKey(), entry.getValue().value());
    }
    return environment;
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.kubernetes.pods;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The declared environment variables of a container, and references to them in arguments. */
final class ContainerVariables {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\(([A-Za-z_][A-Za-z0-9_]*)\\)");
  private static final Pattern ANNOTATION = Pattern.compile("metadata\\.annotations\\['(.*)'\\]");

  private final Map<String, String> values = new LinkedHashMap<>();

  ContainerVariables(Container container, PodIdentity identity) {
    // Every pod has those of the API server's Service.
    addService("kubernetes", "10.96.0.1", 443);
    // More than a kubelet adds, which omits headless Services: a chart may have others.
    for (Service service : identity.services()) {
      for (ServicePort port : service.getSpec().getPorts()) {
        addService(service.getMetadata().getName(), "10.96.0.2", port.getPort());
      }
    }
    container
        .getEnv()
        .forEach(variable -> values.put(variable.getName(), value(variable, identity)));
  }

  /** Adds what a kubelet adds for the first port of a Service. */
  private void addService(String service, String address, int port) {
    String name = service.toUpperCase(Locale.ROOT).replace('-', '_');
    String url = "tcp://" + address + ":" + port;
    String ofPort = name + "_PORT_" + port + "_TCP";
    values.put(name + "_SERVICE_HOST", address);
    values.put(name + "_SERVICE_PORT", String.valueOf(port));
    values.put(name + "_PORT", url);
    values.put(ofPort, url);
    values.put(ofPort + "_PROTO", "tcp");
    values.put(ofPort + "_PORT", String.valueOf(port));
    values.put(ofPort + "_ADDR", address);
  }

  private String value(EnvVar variable, PodIdentity identity) {
    if (variable.getValueFrom() == null) {
      return expanded(variable.getValue());
    }
    Matcher path = ANNOTATION.matcher(variable.getValueFrom().getFieldRef().getFieldPath());
    if (!path.matches()) {
      throw new IllegalArgumentException("unsupported field: " + variable);
    }
    return identity.annotations().getOrDefault(path.group(1), "");
  }

  Map<String, String> values() {
    return values;
  }

  /** Returns a text with the values of {@code $(NAME)}; unknown references are unchanged. */
  String expanded(String text) {
    return REFERENCE.matcher(text).replaceAll(this::replacement);
  }

  private String replacement(MatchResult reference) {
    return Matcher.quoteReplacement(values.getOrDefault(reference.group(1), reference.group()));
  }
}

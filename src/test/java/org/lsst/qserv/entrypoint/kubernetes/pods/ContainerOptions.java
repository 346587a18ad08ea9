// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.kubernetes.pods;

import io.fabric8.kubernetes.api.model.Capabilities;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecurityContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The arguments of {@code podman run} that follow from a container of a pod template. */
final class ContainerOptions {
  private final Container container;
  private final ContainerVariables variables;

  ContainerOptions(Container container, PodIdentity identity) {
    this.container = container;
    this.variables = new ContainerVariables(container, identity);
  }

  /** Returns the options for the environment, the security context and the resources. */
  List<String> options(PodSecurityContext pod) {
    List<String> options = new ArrayList<>();
    variables.values().forEach((name, value) -> options.add("--env=" + name + "=" + value));
    addSecurity(options, pod, container.getSecurityContext());
    Quantity memory = container.getResources().getLimits().get("memory");
    if (memory != null) {
      options.add("--memory=" + Quantity.getAmountInBytes(memory).toBigInteger() + "b");
    }
    return options;
  }

  private static void addSecurity(
      List<String> options, PodSecurityContext pod, SecurityContext own) {
    options.add(
        "--user="
            + first(own.getRunAsUser(), pod.getRunAsUser())
            + ":"
            + first(own.getRunAsGroup(), pod.getRunAsGroup()));
    options.add("--group-add=" + pod.getFsGroup());
    if (Boolean.TRUE.equals(own.getReadOnlyRootFilesystem())) {
      options.add("--read-only");
      options.add("--read-only-tmpfs=false");
    }
    if (Boolean.FALSE.equals(own.getAllowPrivilegeEscalation())) {
      options.add("--security-opt=no-new-privileges");
    }
    Capabilities capabilities = own.getCapabilities();
    capabilities.getDrop().forEach(name -> options.add("--cap-drop=" + name));
    capabilities.getAdd().stream()
        .filter(MachineLimits::allows)
        .forEach(name -> options.add("--cap-add=" + name));
  }

  private static long first(@Nullable Long container, Long pod) {
    return container == null ? pod : container;
  }

  /** Returns the image with the option and arguments for the command. */
  List<String> command() {
    List<String> command = new ArrayList<>();
    container.getCommand().forEach(word -> command.add("\"" + variables.expanded(word) + "\""));
    List<String> arguments = new ArrayList<>();
    arguments.add("--entrypoint=[" + String.join(",", command) + "]");
    arguments.add(container.getImage());
    container.getArgs().forEach(argument -> arguments.add(variables.expanded(argument)));
    return arguments;
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.kubernetes.pods;

/** Images of the Docker engine, copied to podman. */
final class PodImages {
  private final LocalCommands local = new LocalCommands();

  private final Podman podman;

  PodImages(Podman podman) {
    this.podman = podman;
  }

  /** Copies an image unless podman has it, and returns its name there. */
  String copied(String image) {
    String id = local.run("docker", "image", "inspect", "--format", "{{.Id}}", image);
    String name = "localhost/" + image + ":" + id.substring("sha256:".length()).substring(0, 12);
    if (!exists(name)) {
      String archive = "/var/tmp/" + image + ".tar";
      local.run("docker", "save", "--output", archive, image);
      podman.output("load", "--quiet", "--input", archive);
      podman.output("tag", id.substring("sha256:".length()), name);
      local.run("rm", archive);
    }
    return name;
  }

  /** Returns the name of an image that differs in that a shell script has changed it. */
  String changed(String image, String suffix, String script) {
    String name = image + suffix + "-" + Integer.toHexString(script.hashCode());
    if (!exists(name)) {
      String container = "change" + suffix;
      podman.run("rm", "--force", container);
      podman.output(
          "run",
          "--name=" + container,
          "--network=none",
          "--user=0:0",
          "--entrypoint=[\"sh\",\"-euc\"]",
          image,
          script);
      podman.output(
          "commit", "--quiet", "--change=USER 1000:0", "--change=ENTRYPOINT []", container, name);
      podman.output("rm", container);
    }
    return name;
  }

  private boolean exists(String image) {
    return podman.run("image", "exists", image).exit() == 0;
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.kubernetes.pods;

import java.nio.file.Path;

/**
 * The machine that runs the pods of an instance.
 *
 * @param name of the instance: the prefix of the names of its pods in podman
 * @param directory of volumes and logs
 */
record Node(String name, Path directory, Podman podman, PodNetwork network, PodEvents events) {

  /** Returns the directory of a claim, which outlives its pod. */
  Path claim(String claim, String pod) {
    return directory.resolve("claims").resolve(claim + "-" + pod);
  }

  /** Returns the directory of what is deleted with a pod. */
  Path podDirectory(String pod) {
    return directory.resolve("pods").resolve(pod);
  }

  /** Returns the directory of the logs of a pod, which outlive it. */
  Path logs(String pod) {
    return directory.resolve("logs").resolve(pod);
  }

  /** Returns podman's name of a pod. */
  String podmanName(String pod) {
    return name + "-" + pod;
  }
}

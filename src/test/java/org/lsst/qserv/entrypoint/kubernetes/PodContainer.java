// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.List;
import java.util.Optional;

/**
 * A container of a rendered workload.
 *
 * @param owner kind and name of the workload
 */
record PodContainer(String owner, PodSpec pod, Container container) {

  /** Returns whether the container launches a component. */
  boolean runsLauncher() {
    return List.of("entrypoint").equals(container.getCommand()) && !isJob();
  }

  /** Returns whether the container belongs to a Job. */
  boolean isJob() {
    return owner.startsWith("Job ");
  }

  /** Returns whether the container runs a database. */
  boolean isDatabase() {
    return container.getName().equals("database");
  }

  /** Returns the volume of a mount; empty for the claim of a StatefulSet. */
  Optional<Volume> volume(VolumeMount mount) {
    return pod.getVolumes().stream()
        .filter(volume -> volume.getName().equals(mount.getName()))
        .findFirst();
  }

  /** Returns whether the container can write to a path. */
  boolean canWrite(String path) {
    return container.getVolumeMounts().stream()
        .filter(mount ->
            path.equals(mount.getMountPath()) || path.startsWith(mount.getMountPath() + "/"))
        .anyMatch(this::isWritable);
  }

  private boolean isWritable(VolumeMount mount) {
    return !Boolean.TRUE.equals(mount.getReadOnly())
        && volume(mount).map(volume -> volume.getEmptyDir() != null).orElse(true);
  }

  @Override
  public String toString() {
    return owner + " " + container.getName();
  }
}

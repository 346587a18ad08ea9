// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.kubernetes.pods;

import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.stream.Stream;
import org.lsst.qserv.entrypoint.kubernetes.Manifests;

/**
 * A StatefulSet or Deployment.
 *
 * @param subdomain the headless Service of a StatefulSet, or empty
 * @param claims names of the persistent volumes of each pod
 * @param isReplaced whether a changed template replaces the pods, as opposed to OnDelete
 */
record Workload(
    String name,
    int replicas,
    PodTemplateSpec template,
    String subdomain,
    List<String> claims,
    boolean isReplaced) {

  static List<Workload> of(Manifests manifests) {
    return Stream.concat(
            manifests.all(StatefulSet.class).stream().map(Workload::of),
            manifests.all(Deployment.class).stream().map(Workload::of))
        .toList();
  }

  private static Workload of(StatefulSet set) {
    return new Workload(
        set.getMetadata().getName(),
        set.getSpec().getReplicas(),
        set.getSpec().getTemplate(),
        set.getSpec().getServiceName(),
        set.getSpec().getVolumeClaimTemplates().stream()
            .map(claim -> claim.getMetadata().getName())
            .toList(),
        !set.getSpec().getUpdateStrategy().getType().equals("OnDelete"));
  }

  /** The pods of a Deployment have random names; here they are numbered as well. */
  private static Workload of(Deployment deployment) {
    return new Workload(
        deployment.getMetadata().getName() + "-5f7c9d",
        deployment.getSpec().getReplicas(),
        deployment.getSpec().getTemplate(),
        "",
        List.of(),
        true);
  }

  /** Returns the name of a replica. */
  String podName(int ordinal) {
    return name + "-" + ordinal;
  }
}

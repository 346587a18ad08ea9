// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.kubernetes.pods;

import io.fabric8.kubernetes.api.model.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What distinguishes a pod from others of the same template.
 *
 * @param hostName of the pod: its name, except in a Job
 * @param subdomain the headless Service of its StatefulSet, or empty
 * @param services those of the namespace
 */
record PodIdentity(
    String name,
    String hostName,
    String subdomain,
    Map<String, String> labels,
    Map<String, String> annotations,
    List<Service> services) {
  /** The search domain of the pods. */
  static final String DOMAIN = "dr2.svc.cluster.local";

  /** Returns the DNS names that lead to the pod: those of its Services, and its own. */
  List<String> dnsNames() {
    List<String> names = new ArrayList<>();
    if (!subdomain.isEmpty()) {
      names.add(qualifiedName());
    }
    services.stream()
        .filter(
            service -> labels.entrySet().containsAll(service.getSpec().getSelector().entrySet()))
        .forEach(service -> names.add(service.getMetadata().getName() + "." + DOMAIN));
    return names;
  }

  /** Returns the contents of /etc/hosts, as a kubelet writes them. */
  String hosts(String address) {
    String names = subdomain.isEmpty() ? hostName : qualifiedName() + "\t" + hostName;
    return "127.0.0.1\tlocalhost\n" + address + "\t" + names + "\n";
  }

  private String qualifiedName() {
    return hostName + "." + subdomain + "." + DOMAIN;
  }
}

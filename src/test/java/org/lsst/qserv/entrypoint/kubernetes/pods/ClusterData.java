// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.kubernetes.pods;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.fabric8.kubernetes.api.model.ConfigMap;
import java.util.Map;
import org.lsst.qserv.entrypoint.kubernetes.Manifests;

/** The contents of ConfigMaps and Secrets, by the name of the object and by key. */
record ClusterData(
    Map<String, Map<String, String>> configMaps, Map<String, Map<String, String>> secrets) {

  /** Returns the ConfigMaps of the manifests, and Secrets that are not part of them. */
  static ClusterData of(Manifests manifests, Map<String, Map<String, String>> secrets) {
    return new ClusterData(
        manifests.all(ConfigMap.class).stream()
            .collect(toUnmodifiableMap(map -> map.getMetadata().getName(), ConfigMap::getData)),
        secrets);
  }

  Map<String, String> configMap(String name) {
    return existing(configMaps, name);
  }

  Map<String, String> secret(String name) {
    return existing(secrets, name);
  }

  private static Map<String, String> existing(
      Map<String, Map<String, String>> objects, String name) {
    Map<String, String> data = objects.get(name);
    if (data == null) {
      throw new IllegalArgumentException("no object " + name + " among " + objects.keySet());
    }
    return data;
  }
}

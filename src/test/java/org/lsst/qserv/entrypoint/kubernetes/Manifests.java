// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.kubernetes;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Rendered objects in Kubernetes' typed model; custom resources are generic. */
public record Manifests(List<HasMetadata> objects) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final Map<String, Class<? extends HasMetadata>> TYPES =
      Map.of(
          "v1 ConfigMap", ConfigMap.class,
          "v1 Pod", Pod.class,
          "v1 Secret", Secret.class,
          "v1 Service", Service.class,
          "apps/v1 Deployment", Deployment.class,
          "apps/v1 StatefulSet", StatefulSet.class,
          "batch/v1 Job", Job.class,
          "networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class,
          "policy/v1 PodDisruptionBudget", PodDisruptionBudget.class);

  /** Reads YAML documents; a key that occurs twice is an error. */
  public static Manifests of(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    List<HasMetadata> objects = new ArrayList<>();
    for (Object document : new Yaml(new SafeConstructor(options)).loadAll(text)) {
      if (document instanceof Map<?, ?> object) {
        String type = object.get("apiVersion") + " " + object.get("kind");
        objects.add(
            MAPPER.convertValue(object, TYPES.getOrDefault(type, GenericKubernetesResource.class)));
      }
    }
    return new Manifests(List.copyOf(objects));
  }

  public <T extends HasMetadata> List<T> all(Class<T> type) {
    return objects.stream().filter(type::isInstance).map(type::cast).toList();
  }

  public <T extends HasMetadata> T one(Class<T> type, String name) {
    return all(type).stream()
        .filter(object -> object.getMetadata().getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + type.getSimpleName() + " " + name));
  }

  <T extends HasMetadata> List<String> names(Class<T> type) {
    return all(type).stream().map(object -> object.getMetadata().getName()).sorted().toList();
  }

  /** Returns the pod templates of all workloads, by kind and name. */
  Map<String, PodTemplateSpec> podTemplates() {
    Map<String, PodTemplateSpec> templates = new LinkedHashMap<>();
    for (HasMetadata object : objects) {
      podTemplate(object)
          .ifPresent(template ->
              templates.put(object.getKind() + " " + object.getMetadata().getName(), template));
    }
    return templates;
  }

  private static Optional<PodTemplateSpec> podTemplate(HasMetadata object) {
    if (object instanceof StatefulSet set) {
      return Optional.of(set.getSpec().getTemplate());
    }
    if (object instanceof Deployment deployment) {
      return Optional.of(deployment.getSpec().getTemplate());
    }
    return object instanceof Job job ? Optional.of(job.getSpec().getTemplate()) : Optional.empty();
  }

  /** Returns the containers of all workloads. */
  List<PodContainer> containers() {
    return podTemplates().entrySet().stream()
        .flatMap(entry ->
            Stream.concat(
                    entry.getValue().getSpec().getInitContainers().stream(),
                    entry.getValue().getSpec().getContainers().stream())
                .map(container ->
                    new PodContainer(entry.getKey(), entry.getValue().getSpec(), container)))
        .toList();
  }

  /** Returns the containers that launch a component. */
  List<PodContainer> launchers() {
    return containers().stream().filter(PodContainer::runsLauncher).toList();
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.kubernetes.pods;

import io.fabric8.kubernetes.api.model.ConfigMapVolumeSource;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EmptyDirVolumeSource;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecretVolumeSource;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The volumes of a pod as directories of this machine. */
final class PodVolumes implements AutoCloseable {
  private static final int DEFAULT_FILE_MODE = 0644;
  private static final int EMPTY_DIRECTORY_MODE = 02777;
  private static final int CLAIM_MODE = 02775;

  private final Map<String, Path> directories = new HashMap<>();
  private final Map<String, MountedFiles> configMaps = new HashMap<>();
  private final List<Path> memory = new ArrayList<>();
  private final LocalCommands commands = new LocalCommands();
  private final Path parent;
  private final int group;

  /**
   * Creates the volumes.
   *
   * @param claims the directories of persistent volumes by name
   */
  PodVolumes(Path parent, PodSpec spec, ClusterData data, Map<String, Path> claims) {
    this.parent = parent;
    this.group = (int) (long) spec.getSecurityContext().getFsGroup();
    claims.forEach((name, directory) -> {
      directories.put(name, directory);
      if (!Files.exists(directory)) {
        create(directory, CLAIM_MODE);
      }
    });
    spec.getVolumes().forEach(volume -> create(volume, data));
  }

  private void create(Volume volume, ClusterData data) {
    Path directory = parent.resolve(volume.getName());
    directories.put(volume.getName(), directory);
    if (volume.getConfigMap() != null) {
      create(directory, volume.getConfigMap(), data);
    } else if (volume.getSecret() != null) {
      create(directory, volume.getSecret(), data);
    } else if (volume.getEmptyDir() != null) {
      create(directory, volume.getEmptyDir());
    } else {
      throw new IllegalArgumentException("unsupported volume: " + volume);
    }
  }

  private void create(Path directory, ConfigMapVolumeSource source, ClusterData data) {
    MountedFiles files = new MountedFiles(directory, DEFAULT_FILE_MODE, group);
    files.write(data.configMap(source.getName()));
    configMaps.put(source.getName(), files);
  }

  private void create(Path directory, SecretVolumeSource source, ClusterData data) {
    int mode = source.getDefaultMode() == null ? DEFAULT_FILE_MODE : source.getDefaultMode();
    Map<String, String> all = data.secret(source.getSecretName());
    Map<String, String> files = new HashMap<>(all);
    if (!source.getItems().isEmpty()) {
      files.clear();
      for (KeyToPath item : source.getItems()) {
        files.put(item.getPath(), all.get(item.getKey()));
      }
    }
    new MountedFiles(directory, mode, group).write(files);
  }

  private void create(Path directory, EmptyDirVolumeSource source) {
    if ("Memory".equals(source.getMedium())) {
      create(directory, EMPTY_DIRECTORY_MODE);
      String size = "size=" + Quantity.getAmountInBytes(source.getSizeLimit()).toBigInteger();
      commands.run("mount", "-t", "tmpfs", "-o", size, "tmpfs", directory.toString());
      memory.add(directory);
    }
    create(directory, EMPTY_DIRECTORY_MODE);
  }

  /** Creates a directory with the group of the volumes, which its files inherit. */
  private void create(Path directory, int mode) {
    try {
      Files.createDirectories(directory);
      Files.setAttribute(directory, "unix:gid", group);
      Files.setAttribute(directory, "unix:mode", mode);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the options of podman for the mounts of a container. */
  List<String> options(Container container) {
    return container.getVolumeMounts().stream().map(this::option).toList();
  }

  private String option(VolumeMount mount) {
    Path source = directories.get(mount.getName());
    if (source == null) {
      throw new IllegalArgumentException("no volume for " + mount);
    }
    if (mount.getSubPath() != null) {
      for (String name : mount.getSubPath().split("/", -1)) {
        source = source.resolve(name);
        if (!Files.exists(source)) {
          create(source, EMPTY_DIRECTORY_MODE);
        }
      }
    }
    String readOnly = Boolean.TRUE.equals(mount.getReadOnly()) ? ":ro" : "";
    return "--volume=" + source + ":" + mount.getMountPath() + readOnly;
  }

  /** Changes the files of mounted ConfigMaps to their current contents. */
  void update(ClusterData data) {
    configMaps.forEach((name, files) -> files.write(data.configMap(name)));
  }

  /** Deletes all volumes but the persistent ones. */
  @Override
  public void close() {
    memory.forEach(directory -> commands.run("umount", "--lazy", directory.toString()));
    commands.run("rm", "-rf", parent.toString());
  }
}

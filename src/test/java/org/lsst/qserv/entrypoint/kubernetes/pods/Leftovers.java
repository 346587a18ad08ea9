// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.kubernetes.pods;

import java.nio.file.Path;
import java.util.List;

/** What a run that was killed has left on this machine. */
final class Leftovers {
  private Leftovers() {}

  /** Deletes the pods of an instance, its memory volumes, and its files. */
  static void delete(Podman podman, String instance, Path directory) {
    LocalCommands commands = new LocalCommands();
    List<String> pods =
        podman
            .output("pod", "ls", "--format", "{{.Name}}", "--filter", "name=^" + instance + "-")
            .lines()
            .toList();
    pods.forEach(pod -> podman.output("pod", "rm", "--force", "--time=0", pod));
    commands
        .run("findmnt", "--list", "--noheadings", "--output=TARGET", "--types=tmpfs")
        .lines()
        .filter(mount -> mount.startsWith(directory + "/"))
        .forEach(mount -> commands.run("umount", "--lazy", mount));
    commands.run("rm", "-rf", directory.toString());
  }
}

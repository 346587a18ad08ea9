// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.io.AtomicFile;

/**
 * The state documents of launches: {@code <directory>/<role>[-<component>]/state.json}. The
 * directory may be shared with other containers and survive restarts, so documents of other
 * containers and of earlier starts are ignored.
 */
public final class StateFiles {
  private static final String NAME = "state.json";

  private final Path directory;

  public StateFiles(Path directory) {
    this.directory = directory;
  }

  /** Returns the folder of a launch, which also receives requests to it. */
  public Path folder(String role, Optional<String> component) {
    return directory.resolve(component.map(name -> role + "-" + name).orElse(role));
  }

  /** Writes a document atomically. */
  public void write(StateDocument state) throws IOException {
    Path folder = folder(state.role(), state.component());
    Files.createDirectories(folder);
    AtomicFile.writeVolatile(folder.resolve(NAME), StateJson.write(state) + "\n", "rw-r--r--");
  }

  /**
   * Returns the documents of all launches in this container whose process is alive, ordered by role
   * and component. Skips files that are damaged or cannot be read.
   */
  public List<StateDocument> read(Host host) throws IOException {
    List<StateDocument> states = new ArrayList<>();
    if (!Files.isDirectory(directory)) {
      return states;
    }
    try (Stream<Path> folders = Files.list(directory)) {
      for (Path folder : folders.sorted().toList()) {
        read(folder.resolve(NAME))
            .filter(state -> state.incarnation().isAlive(host))
            .ifPresent(states::add);
      }
    }
    return states;
  }

  private static Optional<StateDocument> read(Path file) {
    try {
      return Optional.of(StateJson.read(Files.readString(file)));
    } catch (IOException | IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }
}

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

  /** Returns the directory of a launch, which also receives requests to it. */
  public Path directory(String role, Optional<String> component) {
    return directory.resolve(component.map(name -> role + "-" + name).orElse(role));
  }

  /** Writes a document atomically. */
  public void write(StateDocument state) throws IOException {
    Path file = file(state);
    Files.createDirectories(file.toAbsolutePath().getParent());
    AtomicFile.writeVolatile(file, text(state), "rw-r--r--");
  }

  /** Returns whether the file of a document exists and contains exactly that document. */
  public boolean isUpToDate(StateDocument state) {
    try {
      return Files.readString(file(state)).equals(text(state));
    } catch (IOException e) {
      return false; // missing, or damaged
    }
  }

  /** Returns the file of a document. */
  public Path file(StateDocument state) {
    return directory(state.role(), state.component()).resolve(NAME);
  }

  private static String text(StateDocument state) {
    return StateJson.write(state) + "\n";
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
      for (Path directory : folders.sorted().toList()) {
        read(directory.resolve(NAME))
            .filter(state -> state.identity().isAlive(host))
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

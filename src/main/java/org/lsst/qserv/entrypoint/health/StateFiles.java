// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.health;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lsst.qserv.entrypoint.io.AtomicFile;

/** The state files of this container's components: {@code <directory>/<role>/<component>.json}. */
public final class StateFiles {
  private static final String EXTENSION = ".json";

  private final Path directory;

  public StateFiles(Path directory) {
    this.directory = directory;
  }

  /** Writes a state atomically. */
  public void write(StateRecord state) throws IOException {
    Path folder = directory.resolve(state.role());
    Files.createDirectories(folder);
    AtomicFile.writeVolatile(
        folder.resolve(state.component() + EXTENSION), StateJson.write(state) + "\n", "rw-r--r--");
  }

  /**
   * Returns all states, ordered by role and component. Skips files that are no state files or
   * damaged.
   */
  public List<StateRecord> read() throws IOException {
    List<StateRecord> states = new ArrayList<>();
    if (!Files.isDirectory(directory)) {
      return states;
    }
    try (Stream<Path> files = Files.walk(directory, 2)) {
      for (Path file : files.filter(StateFiles::isState).sorted().toList()) {
        read(file).ifPresent(states::add);
      }
    }
    return states;
  }

  private static Optional<StateRecord> read(Path file) throws IOException {
    try {
      return Optional.of(StateJson.read(Files.readString(file)));
    } catch (IllegalArgumentException | DateTimeException | JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static boolean isState(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.endsWith(EXTENSION) && !name.startsWith(".");
  }
}

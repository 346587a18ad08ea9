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

/** The states of this container's components: {@code <directory>/<role>/<component>.json}. */
public final class StateFiles {
  private static final String ENDING = ".json";

  private final Path directory;

  public StateFiles(Path directory) {
    this.directory = directory;
  }

  /** Writes a state, complete or not at all. */
  public void write(StateRecord state) throws IOException {
    Path folder = directory.resolve(state.role());
    Files.createDirectories(folder);
    AtomicFile.writeVolatile(
        folder.resolve(state.component() + ENDING), StateJson.write(state) + "\n", "rw-r--r--");
  }

  /** All states, by role and component. */
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

  /** A file that is none of ours, or was damaged, says nothing. */
  private static Optional<StateRecord> read(Path file) throws IOException {
    try {
      return Optional.of(StateJson.read(Files.readString(file)));
    } catch (IllegalArgumentException | DateTimeException | JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static boolean isState(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.endsWith(ENDING) && !name.startsWith(".");
  }
}

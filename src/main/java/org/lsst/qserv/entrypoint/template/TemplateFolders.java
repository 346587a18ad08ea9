// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.loader.ResourceLocator;
import com.hubspot.jinjava.loader.ResourceNotFoundException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.lsst.qserv.entrypoint.host.TextFile;

/** The folders that are searched for included templates. */
final class TemplateFolders implements ResourceLocator {
  private final List<Path> folders;

  TemplateFolders(List<Path> folders) {
    this.folders = folders;
  }

  /** Returns the file of that name in the first folder that contains one. */
  Path path(String name) {
    return folders.stream()
        .map(folder -> folder.resolve(name))
        .filter(Files::isRegularFile)
        .findFirst()
        .orElse(Path.of(name));
  }

  @Override
  public String getString(String name, Charset encoding, JinjavaInterpreter interpreter)
      throws IOException {
    Path file = path(name);
    if (!Files.isRegularFile(file)) {
      throw new ResourceNotFoundException(
          // omits the name, which may be a variable's value
          "template not found in "
              + folders.stream().map(Path::toString).collect(Collectors.joining(" or ")));
    }
    return TemplateRenderer.withoutLastNewline(TextFile.read(file));
  }
}

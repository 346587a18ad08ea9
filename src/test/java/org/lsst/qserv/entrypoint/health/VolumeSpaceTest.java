// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the space of real volumes. */
final class VolumeSpaceTest {
  @TempDir Path directory;

  @Test
  void isThatOfTheVolumeOfTheDirectory() {
    assertThat(VolumeSpace.of(List.of(directory)))
        .singleElement()
        .satisfies(space -> {
          assertThat(space.directory()).isEqualTo(directory);
          assertThat(space.size()).isEqualTo(directory.toFile().getTotalSpace());
          assertThat(space.free()).isPositive().isLessThanOrEqualTo(space.size());
        });
  }

  @Test
  void aMissingDirectoryIsOmitted() {
    assertThat(VolumeSpace.of(List.of(directory.resolve("missing"), directory))).hasSize(1);
  }
}

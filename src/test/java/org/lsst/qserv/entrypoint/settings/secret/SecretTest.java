// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests the redaction of secrets in texts of other programs. */
final class SecretTest {
  @Test
  void redactsEverySecretEvenIfOneIsPartOfAnother() {
    assertThat(Secret.redact("a is abc, b is abcdef", List.of("abc", "", "abcdef")))
        .isEqualTo("a is [REDACTED], b is [REDACTED]");
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings.secret;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Texts that must not be seen. */
final class RedactedTextTest {
  @Test
  void aSecretPrintsAsRedacted() {
    assertThat(new Secret("canary")).hasToString("[REDACTED]");
  }

  @Test
  void aRecordThatHoldsASecretDoesNotPrintItEither() {
    record Holder(Secret secret) {}

    assertThat(new Holder(new Secret("canary")).toString()).doesNotContain("canary");
  }

  @Test
  void onlyTheSecretPartsOfATextAreMasked() {
    RedactedText text = RedactedText.plain("--key=").plus(RedactedText.secret("canary"));
    assertThat(text.value()).isEqualTo("--key=canary");
    assertThat(text).hasToString("--key=[REDACTED]");
    assertThat(text.holdsSecret()).isTrue();
  }

  @Test
  void aPlainTextHoldsNoSecret() {
    assertThat(RedactedText.plain("x").holdsSecret()).isFalse();
  }
}

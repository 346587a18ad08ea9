// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings.secret;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Tests the redaction of texts. */
final class RedactedTextTest {
  @Test
  void aSecretPrintsAsRedacted() {
    assertThat(new Secret("canary")).hasToString("[REDACTED]");
  }

  @Test
  void aRecordWithASecretDoesNotPrintIt() {
    record Holder(Secret secret) {}

    assertThat(new Holder(new Secret("canary")).toString()).doesNotContain("canary");
  }

  @Test
  void onlyTheSecretPartsOfAStringAreRedacted() {
    RedactedText text = RedactedText.plain("--key=").plus(RedactedText.secret("canary"));
    assertThat(text.value()).isEqualTo("--key=canary");
    assertThat(text).hasToString("--key=[REDACTED]");
    assertThat(text.holdsSecret()).isTrue();
  }

  @Test
  void aPlainTextContainsNoSecret() {
    assertThat(RedactedText.plain("x").holdsSecret()).isFalse();
  }
}

package org.lsst.qserv.entrypoint.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Texts that must not be seen. */
final class MaskedTest {
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
    Masked text = Masked.plain("--key=").plus(Masked.secret("canary"));
    assertThat(text.value()).isEqualTo("--key=canary");
    assertThat(text).hasToString("--key=[REDACTED]");
    assertThat(text.holdsSecret()).isTrue();
  }

  @Test
  void aPlainTextHoldsNoSecret() {
    assertThat(Masked.plain("x").holdsSecret()).isFalse();
  }
}

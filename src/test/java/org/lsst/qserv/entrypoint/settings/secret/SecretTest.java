package org.lsst.qserv.entrypoint.settings.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Texts of others that may quote secrets. */
final class SecretTest {
  @Test
  void aTextShowsNoneOfTheSecretsAlsoWhereOneIsAPartOfAnother() {
    assertThat(Secret.redact("a is abc, b is abcdef", List.of("abc", "", "abcdef")))
        .isEqualTo("a is [REDACTED], b is [REDACTED]");
  }
}

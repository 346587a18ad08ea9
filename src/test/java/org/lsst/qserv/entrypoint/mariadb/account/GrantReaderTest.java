// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tests parsing rows of {@code SHOW GRANTS} of MariaDB 10.11. */
final class GrantReaderTest {

  private static Grant read(String line) {
    return GrantReader.read(line).orElseThrow();
  }

  @Test
  void ignoresRowsWithoutAGrant() {
    assertThat(GrantReader.read("GRANT USAGE ON *.* TO `u`@`%` IDENTIFIED BY PASSWORD '*A'"))
        .isEmpty();
    assertThat(GrantReader.read("SET DEFAULT ROLE `r` FOR `u`@`%`")).isEmpty();
  }

  @Test
  void doesNotFindKeywordsInQuotes() {
    assertThat(
            read("GRANT SELECT (`a`, `x TO y`), FILE ON `d ON e`.`t` TO `u`@`%` WITH GRANT OPTION"))
        .isEqualTo(
            new Grant(
                GrantObject.shown("`d ON e`.`t`"),
                Set.of("SELECT (`a`)", "SELECT (`x TO y`)", "FILE", "GRANT OPTION")));
    assertThat(read("GRANT FILE ON *.* TO `u`@`%` REQUIRE SUBJECT 'a WITH GRANT OPTION'"))
        .isEqualTo(new Grant(GrantObject.SERVER, Set.of("FILE")));
  }

  @Test
  void ignoresRequirementsAndLimits() {
    assertThat(
            read(
                "GRANT USAGE ON *.* TO `u`@`%` REQUIRE SSL WITH GRANT OPTION MAX_QUERIES_PER_HOUR 5"))
        .isEqualTo(new Grant(GrantObject.SERVER, Set.of("GRANT OPTION")));
  }

  @Test
  void readsRolesAndProxies() {
    assertThat(read("GRANT `r` TO `u`@`%` WITH ADMIN OPTION"))
        .isEqualTo(new Grant(GrantObject.shown(""), Set.of("`r`")));
    assertThat(read("GRANT PROXY ON 'a'@'%' TO 'u'@'%' WITH GRANT OPTION"))
        .isEqualTo(new Grant(GrantObject.shown("'a'@'%'"), Set.of("PROXY")));
  }

  @Test
  void readsACompleteListOfARoutineAsAll() {
    assertThat(read("GRANT EXECUTE, ALTER ROUTINE ON FUNCTION `d`.`f` TO `u`@`%`"))
        .isEqualTo(new Grant(GrantObject.of("function d.f"), Set.of("ALL PRIVILEGES")));
  }
}

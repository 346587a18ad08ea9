// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests finding the privileges that the current account lacks. */
final class PrivilegesTest {
  private static final NameComparison NAMES = new NameComparison(true);

  private static Grant grant(String object, String... privileges) {
    return Grant.of(object, List.of(privileges));
  }

  private static List<Grant> missing(List<Grant> own, Grant... needs) {
    return Privileges.missing(own, List.of(needs), NAMES);
  }

  @Test
  void listsMissingPrivilegesSeparately() {
    Grant[] needs = {grant("*.*", "CREATE USER"), grant("db.*", "ALL", "GRANT OPTION")};

    assertThat(missing(List.of(grant("*.*", "ALL", "GRANT OPTION")), needs)).isEmpty();
    assertThat(missing(List.of(), needs))
        .containsExactly(
            grant("*.*", "CREATE USER"), grant("db.*", "ALL"), grant("db.*", "GRANT OPTION"));
    assertThat(missing(List.of(grant("db.*", "SELECT")), needs))
        .contains(grant("db.*", "ALTER"), grant("db.*", "GRANT OPTION"))
        .doesNotContain(grant("db.*", "SELECT"), grant("db.*", "ALL"));
  }

  @Test
  void appliesDatabasePrivilegesToTablesAndPatternsToDatabases() {
    Grant need = grant("qserv_meta.QMetadata", "SELECT");

    assertThat(missing(List.of(grant("qserv\\_meta.*", "SELECT")), need)).isEmpty();
    assertThat(missing(List.of(grant("qserv%.*", "SELECT")), need)).isEmpty();
    assertThat(missing(List.of(grant("qserv_meta.Other", "SELECT")), need)).containsExactly(need);
    assertThat(missing(List.of(grant("QSERV%.*", "SELECT")), need)).containsExactly(need);
  }
}

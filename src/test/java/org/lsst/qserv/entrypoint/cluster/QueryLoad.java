// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster;

import static org.assertj.core.api.Assertions.assertThat;

/** Clients of a database: one whose connection stays open, and one that runs query after query. */
final class QueryLoad {
  private static final String LOG = "/tmp/load";

  private final Cluster cluster;
  private final String service;
  private final String server;

  private QueryLoad(Cluster cluster, String service) {
    this.cluster = cluster;
    this.service = service;
    this.server = server();
  }

  /** Starts the clients inside the container of a database. */
  static QueryLoad start(Cluster cluster, String service) {
    QueryLoad load = new QueryLoad(cluster, service);
    load.script(
        "(mariadb -NBe \"do get_lock('canary', 0); select sleep(100000)\" >/tmp/connection 2>&1 &)");
    load.script(
        "(while mariadb -NBe 'select count(*) from information_schema.tables' >>"
            + LOG
            + " 2>&1; do :; done; echo stopped >>"
            + LOG
            + ") >/dev/null 2>&1 &");
    return load;
  }

  /** Asserts that the same server runs, and that no connection was closed and no query failed. */
  void assertUndisturbed() {
    assertThat(server()).isEqualTo(server);
    assertThat(script("mariadb -NBe \"select is_used_lock('canary') is not null\"")).isEqualTo("1");
    assertThat(script("cat " + LOG)).isNotEmpty().doesNotContain("stopped", "ERROR");
  }

  private String server() {
    return script("cat /qserv/data/mysql/*.pid");
  }

  private String script(String script) {
    return cluster.exec(service, "sh", "-c", script);
  }
}

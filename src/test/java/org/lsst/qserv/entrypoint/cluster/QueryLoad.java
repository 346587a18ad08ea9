// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients of a database: one whose connection stays open, and one that runs ten queries a second.
 */
final class QueryLoad {
  private static final String LOG = "/tmp/load";

  /** The client with the queries ends if this file exists. */
  private static final String END = "/tmp/load-end";

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
    load.script("rm -f " + LOG + " " + END);
    load.script(
        "(mariadb -NBe \"do get_lock('canary', 0); select sleep(100000)\" >/tmp/connection 2>&1 &)");
    load.script(
        "(while mariadb -NBe 'select count(*) from information_schema.tables' >>"
            + LOG
            + " 2>&1; do [ ! -e "
            + END
            + " ] || exit 0; sleep 0.1; done; echo stopped >>"
            + LOG
            + ") >/dev/null 2>&1 &");
    return load;
  }

  /**
   * Ends the queries. Asserts that the same server runs, and that no connection was closed and no
   * query failed.
   */
  void assertUndisturbed() {
    assertThat(server()).isEqualTo(server);
    assertThat(script("mariadb -NBe \"select is_used_lock('canary') is not null\"")).isEqualTo("1");
    assertThat(script("cat " + LOG)).isNotEmpty().doesNotContain("stopped", "ERROR");
    script("touch " + END);
  }

  private String server() {
    return script("cat /qserv/data/mysql/*.pid");
  }

  private String script(String script) {
    return cluster.exec(service, "sh", "-c", script);
  }
}

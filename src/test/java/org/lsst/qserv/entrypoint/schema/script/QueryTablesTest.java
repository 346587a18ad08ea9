// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Tests which tables a query reads. */
final class QueryTablesTest {
  @Test
  void findsTheTablesOfAViewInAllItsQueries() {
    assertThat(
            QueryTables.of(
                "with c as (select `d`.`u`.`a` AS `a` from `d`.`u`)"
                    + " select trim(both 'x' from `d`.`t`.`a`) AS `a`,extract(day from `x`.`b`) AS `b`"
                    + " from ((`d`.`t` join `e`.`v` `x` on(`d`.`t`.`i` = `x`.`i`)) left join"
                    + " (select max(`d`.`w`.`a`) AS `m` from `d`.`w` group by `d`.`w`.`b`) `y` on(1 = 1))"
                    + " join `c` where `x`.`i` in (select `z`.`i` from `d`.`z` where 1)"
                    + " union all select 1,2 from `other``s`.`q r`"))
        .containsExactlyInAnyOrder(
            new ObjectName("d", "t"),
            new ObjectName("d", "u"),
            new ObjectName("e", "v"),
            new ObjectName("d", "w"),
            new ObjectName("d", "z"),
            new ObjectName("other`s", "q r"));
  }
}

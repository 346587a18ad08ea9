// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests patterns, and the strings that they expand to. */
final class MemberPatternTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "w|w",
        "w{0..2}|w0 w1 w2",
        "w{9..11}.svc|w9.svc w10.svc w11.svc",
        "w{08..10}|w08 w09 w10",
        "w{000..001}|w000 w001",
        "w{7..7}|w7",
        "{a,b}|a b",
        "w{a,bc,}|!{a,bc,} is neither a range ({0..70}, {00..70}) nor a list ({a,b})",
        "{a,b}-{0..1}:{1,2}|a-0:1 a-0:2 a-1:1 a-1:2 b-0:1 b-0:2 b-1:1 b-1:2",
        "u:p{0..1}}@w{0..1}|u:p{0..1}}@w0 u:p{0..1}}@w1",
        "w{2..1}|!has the descending range {2..1}",
        "w{0..x}|!{0..x} is neither a range ({0..70}, {00..70}) nor a list ({a,b})",
        "w{-1..1}|!{-1..1} is neither a range ({0..70}, {00..70}) nor a list ({a,b})",
        "w{1}|!{1} is neither a range ({0..70}, {00..70}) nor a list ({a,b})",
        "w{}|!{} is neither a range ({0..70}, {00..70}) nor a list ({a,b})",
        "w{a,{b,c}}|!{a,{b,c} is neither a range ({0..70}, {00..70}) nor a list ({a,b})",
        "w{0..2|!has a { without a closing }",
        "w0..2}|!has a } without an opening {",
        "w}{0..2}|!has a } without an opening {",
        "w{0..10000}|!expands to more than 10000 members",
        "w{0..999}{0..999}|!expands to more than 10000 members",
        "w{0..99999999999}|!{0..99999999999} is neither a range ({0..70}, {00..70}) nor a list"
            + " ({a,b})",
      })
  void expandsBraces(String pattern, String expected) {
    if (expected.startsWith("!")) {
      assertThatThrownBy(() -> MemberPattern.expand(pattern)).hasMessage(expected.substring(1));
    } else {
      assertThat(MemberPattern.expand(pattern)).isEqualTo(List.of(expected.split(" ", -1)));
    }
  }

  @Test
  void expandsSeventyOneWorkersInTheOrderOfTheirNumbers() {
    assertThat(MemberPattern.expand("mysql://root@worker-{0..70}.worker"))
        .hasSize(71)
        .startsWith("mysql://root@worker-0.worker", "mysql://root@worker-1.worker")
        .endsWith("mysql://root@worker-70.worker");
  }
}

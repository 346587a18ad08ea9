// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tests the conversion of values to strings like in Python. */
final class PythonTextTest {
  @Test
  void keepsAString() {
    assertThat(PythonText.of("it's")).isEqualTo("it's");
  }

  @Test
  void usesPythonsNamesForSingleValues() {
    assertThat(PythonText.of(Arrays.asList(true, false, null, 1L, 2.5, 3.0)))
        .isEqualTo("[True, False, None, 1, 2.5, 3.0]");
  }

  @Test
  void quotesAndEscapesAStringInAList() {
    assertThat(PythonText.of(List.of("a", "it's", "it's \"b\"", "a\nb\tc\\", "\u0001é\u2028")))
        .isEqualTo("['a', \"it's\", 'it\\'s \"b\"', 'a\\nb\\tc\\\\', '\\x01é\\u2028']");
  }

  @Test
  void writesMapsAndSetsInBraces() {
    assertThat(PythonText.of(Map.of("a", List.of()))).isEqualTo("{'a': []}");
    assertThat(PythonText.of(Set.of(1))).isEqualTo("{1}");
    assertThat(PythonText.of(Set.of())).isEqualTo("set()");
  }
}

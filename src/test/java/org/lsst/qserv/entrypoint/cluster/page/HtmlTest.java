// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Tests that no text can become markup. */
final class HtmlTest {

  @Test
  void escapesTextsAndAttributes() {
    Html element = Html.element("a", "<b>&\"'").with("title", "\" onclick='x' <>&");

    assertThat(element)
        .hasToString(
            "<a title=\"&quot; onclick=&#39;x&#39; &lt;&gt;&amp;\">&lt;b&gt;&amp;&quot;&#39;</a>");
  }

  @Test
  void nestsElementsInTheirOrder() {
    Html list = Html.element("ul").text("a").add(Html.element("li", "b")).text("c");

    assertThat(list).hasToString("<ul>a<li>b</li>c</ul>");
  }

  @Test
  void replacesCharactersThatWouldDisguiseTheText() {
    assertThat(Html.escape("a\u0000b\u001b[2J\u202Egnp.exe\u2066"))
        .isEqualTo("a\uFFFDb\uFFFD[2J\uFFFDgnp.exe\uFFFD");
    assertThat(Html.escape("line\n\ttab é 漢 😀")).isEqualTo("line\n\ttab é 漢 😀");
  }
}

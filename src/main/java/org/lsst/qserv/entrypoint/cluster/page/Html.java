// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.page;

import java.util.Collection;

/**
 * An element of a page. Every text and every value of an attribute is escaped, because host names
 * and messages come from other systems; only tags and names of attributes are written as they are.
 */
final class Html {
  private final String tag;
  private final StringBuilder attributes = new StringBuilder();
  private final StringBuilder content = new StringBuilder();

  private Html(String tag) {
    this.tag = tag;
  }

  /** Returns an empty element. */
  static Html element(String tag) {
    return new Html(tag);
  }

  /** Returns an element with a text. */
  static Html element(String tag, Object text) {
    return new Html(tag).text(text);
  }

  /** Returns a text as HTML that shows it, in elements as well as in quoted attributes. */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(isShown(c) ? c : '\uFFFD');
      }
    }
    return escaped.toString();
  }

  /** Control characters, and those that reverse the direction of text, could disguise a value. */
  private static boolean isShown(char c) {
    boolean control = Character.isISOControl(c) && c != '\n' && c != '\t';
    boolean direction = (c >= '\u202A' && c <= '\u202E') || (c >= '\u2066' && c <= '\u2069');
    return !control && !direction;
  }

  /** Adds an attribute. */
  Html with(String name, Object value) {
    attributes.append(' ').append(name).append("=\"").append(escape(value.toString())).append('"');
    return this;
  }

  /** Adds an attribute without a value. */
  Html with(String name) {
    attributes.append(' ').append(name);
    return this;
  }

  /** Adds the classes of the style sheet. */
  Html styled(String classes) {
    return with("class", classes);
  }

  /** Appends a text. */
  Html text(Object text) {
    content.append(escape(text.toString()));
    return this;
  }

  /** Appends an element. */
  Html add(Html child) {
    child.appendTo(content);
    return this;
  }

  /** Appends elements. */
  Html add(Collection<Html> children) {
    children.forEach(this::add);
    return this;
  }

  private void appendTo(StringBuilder out) {
    out.append('<').append(tag).append(attributes).append('>');
    out.append(content).append("</").append(tag).append('>');
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    appendTo(out);
    return out.toString();
  }
}

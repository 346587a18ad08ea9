package org.lsst.qserv.entrypoint.settings;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;

/** YAML. Kept apart so that reading JSON loads none of it. */
record YamlForm(String name) implements JacksonValues.Form {
  YamlForm() {
    this("YAML");
  }

  @Override
  public JsonFactory factory() {
    return YAMLFactory.builder().build();
  }

  @Override
  public boolean isAlias(JsonParser parser) throws IOException {
    return parser instanceof YAMLParser yaml && yaml.isCurrentAlias();
  }
}

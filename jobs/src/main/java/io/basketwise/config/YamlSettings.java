package io.basketwise.config;

import io.basketwise.failure.Refusal;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Reads YAML into dotted names, each with its value and line. */
final class YamlSettings {
  private final Path file;
  private final Map<String, Scalar> values = new LinkedHashMap<>();

  private YamlSettings(Path file) {
    this.file = file;
  }

  static Map<String, Scalar> read(Path file) {
    YamlSettings settings = new YamlSettings(file);
    String text = settings.text();
    try {
      compose(text).ifPresent(root -> settings.mapping("", root));
    } catch (YamlEngineException notYaml) {
      throw settings.notYaml(notYaml);
    }
    return settings.values;
  }

  /** Whether a text without quotes around it means itself. */
  static boolean isPlain(String text) {
    try {
      return compose(text)
          .filter(node -> node instanceof ScalarNode scalar && scalar.getValue().equals(text))
          .isPresent();
    } catch (YamlEngineException notYaml) {
      return false;
    }
  }

  /** One value of the command line. */
  static Scalar parse(String name, String text) {
    String origin = "--set " + name + "=" + text;
    try {
      Optional<Node> node = compose(text);
      if (node.isEmpty()) {
        return new Scalar("", Scalar.Type.NOTHING, origin);
      }
      if (node.get() instanceof ScalarNode scalar) {
        return scalar(scalar, origin);
      }
    } catch (YamlEngineException notYaml) {
      throw notScalar(origin, String.valueOf(notYaml.getMessage()));
    }
    throw notScalar(origin, "the value is a list or a section");
  }

  private static Refusal notScalar(String origin, String cause) {
    return Refusal.configuration(
        "'" + origin + "' is not one value",
        cause,
        "quote the value, for example --set 'inputs.orders.where=\"a = 1\"'");
  }

  private static Optional<Node> compose(String text) {
    LoadSettings settings =
        LoadSettings.builder().setSchema(new CoreSchema()).setUseMarks(true).build();
    return new Compose(settings).composeString(text);
  }

  private String text() {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException missing) {
      throw Refusal.configuration(
          "no configuration at " + file, "the file does not exist", "give its path by --config");
    } catch (MalformedInputException notText) {
      throw Refusal.configuration(
          file + " is not a configuration", "it is not UTF-8 text", "save it as UTF-8");
    } catch (IOException unreadable) {
      throw Refusal.configuration(
          "cannot read " + file, unreadable.toString(), "give a readable YAML file by --config");
    }
  }

  private Refusal notYaml(YamlEngineException failure) {
    String cause = String.valueOf(failure.getMessage());
    String where = file.toString();
    if (failure instanceof MarkedYamlEngineException marked) {
      cause = marked.getProblem();
      where += marked.getProblemMark().map(YamlSettings::line).orElse("");
    }
    return Refusal.configuration(where + " is not YAML", cause, "correct the file there");
  }

  private void mapping(String prefix, Node node) {
    if (!(node instanceof MappingNode mapping) || node.isRecursive()) {
      throw Refusal.configuration(
          at(node) + ": " + (prefix.isEmpty() ? "the file" : "'" + prefix + "'") + " is no section",
          "a section of 'key: value' lines belongs here",
          "see CONFIGURATION.md for the keys");
    }
    for (NodeTuple tuple : mapping.getValue()) {
      entry(prefix, tuple.getKeyNode(), tuple.getValueNode());
    }
  }

  private void entry(String prefix, Node key, Node value) {
    if (!(key instanceof ScalarNode scalarKey)) {
      throw Refusal.configuration(
          at(key) + ": a key is not plain text", "it is a list or a section", "write key: value");
    }
    String name = prefix.isEmpty() ? scalarKey.getValue() : prefix + "." + scalarKey.getValue();
    if (value instanceof ScalarNode scalar) {
      put(name, scalar(scalar, at(key)));
    } else if (value instanceof MappingNode mapping && !mapping.getValue().isEmpty()) {
      mapping(name, mapping);
    } else if (value instanceof MappingNode) {
      put(name, new Scalar("", Scalar.Type.NOTHING, at(key)));
    } else {
      throw Refusal.configuration(
          at(key) + ": '" + name + "' is a list", "no key takes a list", "give one value");
    }
  }

  private void put(String name, Scalar scalar) {
    Scalar before = values.put(name, scalar);
    if (before != null) {
      throw Refusal.configuration(
          scalar.origin() + ": '" + name + "' is given twice",
          "it was given at " + before.origin() + " already",
          "delete one of the two");
    }
  }

  private static Scalar scalar(ScalarNode node, String origin) {
    return new Scalar(node.getValue(), type(node.getTag()), origin);
  }

  private static Scalar.Type type(Tag tag) {
    if (tag.equals(Tag.INT)) {
      return Scalar.Type.WHOLE;
    }
    if (tag.equals(Tag.FLOAT)) {
      return Scalar.Type.NUMBER;
    }
    if (tag.equals(Tag.BOOL)) {
      return Scalar.Type.FLAG;
    }
    return tag.equals(Tag.NULL) ? Scalar.Type.NOTHING : Scalar.Type.TEXT;
  }

  private String at(Node node) {
    return file + node.getStartMark().map(YamlSettings::line).orElse("");
  }

  private static String line(Mark mark) {
    return " line " + (mark.getLine() + 1);
  }
}

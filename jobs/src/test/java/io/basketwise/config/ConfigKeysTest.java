package io.basketwise.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basketwise.config.ValueType.Choice;
import io.basketwise.config.ValueType.Flag;
import io.basketwise.config.ValueType.Real;
import io.basketwise.config.ValueType.Whole;
import io.basketwise.failure.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every key of the list: its default holds, a good value is applied, a bad one is refused. */
class ConfigKeysTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void writeSmallest() throws IOException {
    file = folder.resolve("basketwise.yaml");
    Files.writeString(file, "inputs: { orders: { path: orders } }\n");
  }

  static Stream<ConfigKey> keys() {
    return ConfigKeys.ALL.stream();
  }

  static Stream<ConfigKey> keysWithDefault() {
    return keys().filter(key -> !key.defaultText().isEmpty());
  }

  static Stream<Arguments> badValues() {
    return keys().flatMap(key -> bad(key.type()).map(value -> Arguments.of(key, value)));
  }

  @ParameterizedTest
  @MethodSource("keysWithDefault")
  void appliesTheDefault(ConfigKey key) {
    String value = ConfigKeys.effective(load(Map.of())).get(concrete(key));
    assertThat(value).isEqualTo(shown(key, key.defaultText()));
  }

  @ParameterizedTest
  @MethodSource("keys")
  void appliesAValue(ConfigKey key) throws IOException {
    String name = concrete(key);
    String value = good(key);
    assertThat(value).isNotEqualTo(key.defaultText());
    Map<String, String> fromOption = ConfigKeys.effective(load(Map.of(name, value)));
    assertThat(fromOption).containsEntry(name, shown(key, value));
    if (!name.equals("inputs.orders.path")) {
      Files.writeString(file, "inputs.orders.path: orders\n\"" + name + "\": " + value + "\n");
    } else {
      Files.writeString(file, name + ": " + value + "\n");
    }
    assertThat(ConfigKeys.effective(load(Map.of()))).isEqualTo(fromOption);
  }

  @ParameterizedTest
  @MethodSource("badValues")
  void refusesABadValue(ConfigKey key, String value) {
    String name = concrete(key);
    assertThatThrownBy(() -> load(Map.of(name, value)))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.CONFIGURATION))
        .hasMessageContainingAll(name, value.replace("\"", ""), key.type().allowed());
  }

  private ShopConfig load(Map<String, String> overrides) {
    return ConfigLoader.load(file, overrides);
  }

  private static String concrete(ConfigKey key) {
    return key.name()
        .replace("<table>", "orders")
        .replace("<column>", "item_id")
        .replace("<intent>", "explorer")
        .replace("<setting>", "spark.sql.any");
  }

  private String shown(ConfigKey key, String value) {
    if (key.type() instanceof Real) {
      return Double.toString(Double.parseDouble(value));
    }
    boolean path = key.type().allowed().startsWith("a path");
    return path ? folder.resolve(value).toString() : value;
  }

  private static String good(ConfigKey key) {
    if (key.type() instanceof Whole whole) {
      return Long.toString(whole.min() + 100 <= whole.max() ? whole.min() + 100 : 5);
    }
    if (key.type() instanceof Real real) {
      return real.max() <= 1 ? "0.75" : "17.5";
    }
    if (key.type() instanceof Choice choice) {
      return choice.words().stream()
          .filter(word -> !word.equals(key.defaultText()))
          .findFirst()
          .orElseThrow();
    }
    if (key.type() instanceof Flag) {
      return Boolean.toString(!Boolean.parseBoolean(key.defaultText()));
    }
    return switch (key.name()) {
      case "currency" -> "GBP";
      case "lineage.url" -> "http://lineage.shop.test/api/v1/lineage";
      case "behaviour.timeZone" -> "Europe/Berlin";
      case "spark.master" -> "spark://host:7077";
      default -> "other";
    };
  }

  private static Stream<String> bad(ValueType type) {
    if (type instanceof Whole whole) {
      return bad(whole);
    }
    if (type instanceof Real real) {
      return bad(real);
    }
    if (type instanceof Flag) {
      return Stream.of("maybe", "1");
    }
    return type instanceof Choice ? Stream.of("neither", "7") : Stream.of("\"  \"");
  }

  private static Stream<String> bad(Whole type) {
    String low = Long.toString(type.min() - 1);
    String high =
        type.max() == Long.MAX_VALUE ? "99999999999999999999" : Long.toString(type.max() + 1);
    return Stream.of("many", "1.5", "0x10", low, high);
  }

  private static Stream<String> bad(Real type) {
    String low = Double.toString(type.open() ? type.min() : type.min() - 0.5);
    String high = type.max() == Double.MAX_VALUE ? "1e999" : Double.toString(type.max() + 0.5);
    return Stream.of("much", ".nan", ".inf", low, high);
  }
}

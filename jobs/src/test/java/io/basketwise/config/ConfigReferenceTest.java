package io.basketwise.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * Keeps CONFIGURATION.md equal to the list of keys; run with {@code -Dbasketwise.regenerate=true}
 * to write it.
 */
class ConfigReferenceTest {
  private static final Path REFERENCE = Path.of("CONFIGURATION.md");

  @Test
  void referenceIsMadeFromTheKeys() throws IOException {
    if (Boolean.getBoolean("basketwise.regenerate")) {
      Files.writeString(REFERENCE, markdown());
    }
    assertThat(REFERENCE).hasContent(markdown());
  }

  private static String markdown() {
    StringBuilder text =
        new StringBuilder(
            """
            # Configuration reference

            One YAML file a shop. Paths are relative to the file. `--set a.b=value` on the command line replaces
            one key; what is not given has its default. A key may be written nested (`window: { trainDays: 200 }`)
            or dotted (`window.trainDays: 200`). A key that is not in this list is refused. `<table>` is one of
            orders, clicks, catalog and labels; only `inputs.orders.path` must be given.

            [INPUTS.md](INPUTS.md) tells the columns of the tables, [POLICY.md](POLICY.md) the keys of the policy's own file.

            Made from the list of keys in `ConfigKeys`: change it there.

            | key | accepted | default | unit | meaning |
            |---|---|---|---|---|
            """);
    ConfigKeys.ALL.forEach(key -> text.append(row(key)));
    return text.toString();
  }

  private static String row(ConfigKey key) {
    String shown = key.defaultText().isEmpty() ? "" : "`" + key.defaultText() + "`";
    return String.format(
        Locale.ROOT,
        "| `%s` | %s | %s | %s | %s |%n",
        key.name(),
        key.type().allowed(),
        shown,
        key.unit(),
        key.description());
  }
}

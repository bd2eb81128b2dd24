package io.basketwise.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.behaviour.LabellingFunctions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
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
    text.append(
        """

        ## Labelling functions

        These ship. A condition sees a whole session and what followed: every session feature by its key, `dwell_item_q75` for the third
        quartile of `dwell_item` over the sessions and so on, and of what was ordered `purchased`, `gift` (any line was one), `max_units` (of one item),
        `units_ratio` (the same as a multiple of what is usual for the item), `upgraded` (a better version of something owned or viewed) and `margin`.
        What is not known is null, and a condition that comes out null abstains.

        | key | votes where |
        |---|---|
        """);
    LabellingFunctions.of(Map.of())
        .forEach(
            each ->
                text.append(
                    String.format(
                        Locale.ROOT,
                        "| `behaviour.labelling.%s.%s` | `%s` |%n",
                        each.intent().key(),
                        each.name(),
                        each.condition())));
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

package io.basketwise.inputs;

import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.config.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Keeps INPUTS.md equal to the contract and to what the columns' own documentation says; run with
 * {@code -Dbasketwise.regenerate=true} to write it.
 */
class InputReferenceTest {
  private static final Path REFERENCE = Path.of("INPUTS.md");
  private static final Path SOURCES = Path.of("src/main/java/io/basketwise/inputs");

  /** A column's documentation and its name. */
  private static final Pattern COLUMN =
      Pattern.compile(
          "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*public static final String \\w+ =\\s*\"(\\w+)\"",
          Pattern.DOTALL);

  private static final String HEAD =
      """
      # Input reference

      Contract v1 of the four inputs. Each is Parquet or Delta, a file or a folder. The columns may have any names and types: a
      Spark SQL expression under `inputs.<table>.columns.<column>` ([CONFIGURATION.md](CONFIGURATION.md)) makes of them
      those that stand here. Only orders are needed, and of each table the required columns; what depends on another one is left out
      without it, and the summary says so.

      Times are instants in UTC, money is in the one `currency` of the shop, and a blank text is null. A source's type must become
      the contract's without loss: any number may become a double, a date its midnight, whole numbers and decimals a string; but a
      text becomes no number by itself, and a floating-point number no text. What does not is refused with the expression to write.

      Made from `Contract` and the documentation of its columns: change it there.
      """;

  private static final Map<Table, String> ABOUT =
      Map.of(
          Table.ORDERS,
          """
          One row an order line. A line is known by all its columns: one that comes twice counts once, and one that comes again with another
          value, but for a `status` that takes it back, counts as another line.

          Whoever has a `customer_id` is one buyer for ever; a guest is one for a session where there is a `session_id`, and else for the one order. What
          must rest on several buyers (`bundles.minBuyers`) counts them so.
          """,
          Table.CLICKS,
          """
          One row an event. Without clicks there are no models of behaviour: bundles and affinities are learned from orders alone.
          """,
          Table.CATALOG,
          """
          One row an item. Without a catalog items have neither title nor margin, nothing is an upgrade, and nobody knows the stock.
          """,
          Table.LABELS,
          """
          One row a session of which somebody knows the intent; optional even where there are clicks.
          """);

  /** What events are for: the types, what they must carry, and what is learned from them. */
  private static final String EVENTS =
      """
      page_view|`placement`|a moment at which a decision could have been asked for; one on `category` is a page that lists items
      item_view|`item_id`; `price`, `dwell_ms`|such a moment; what is looked at, compared, come back to
      search||such a moment; how much is searched for
      add_to_cart|`item_id`; `quantity`, `price`|what lies in the cart
      remove_from_cart|`item_id`; `quantity`|what was taken out of it again: prices are minded
      cart_view|`placement`|such a moment
      checkout_start|`placement`|such a moment; the funnel's stage before the order
      shipping_view||an event, and nothing more
      purchase|`order_id`|the session brought this order, and the cart is empty; no moment after it is learned from
      scroll|`value`|how deep pages are read
      offer_view|`propensity`, `offer_id`, `placement`|an offer was shown: timing learns from it
      offer_accept|`offer_id`|how many offers were taken in the session so far
      offer_decline|`offer_id`|how many were declined
      offer_quiet|`propensity`, `placement`|an offer could have been shown and none was: without it silence cannot be learned
      usage|`value`|an event, and nothing more
      limit_reached||a limit of usage was reached
      seat_invite||an event, and nothing more
      renewal_due||an event, and nothing more
      plan_change||an event, and nothing more
      support_ticket||an event, and nothing more
      """;

  private static final String TAIL =
      """

      **Offers.** At every moment at which an offer could be shown, log one `offer_view` or one `offer_quiet`, with the `placement` where it
      was or would have been, and as `propensity` the probability of what was done: 0.8 for an offer that four of five visitors see, 0.2 for the silence of the
      fifth. A decision of an experiment carries it as `experiment.propensity` ([MOMENTS.md](../models/MOMENTS.md)). A moment without one, or with 1, is valid and
      teaches timing nothing, because chance decided nothing there. An `offer_id` names one showing within its session; the order lines that it brings carry the same
      one, and without it nobody can tell what offers sell.

      **Sessions.** An event with a `session_id` belongs to that session. Where it is null, a visitor's events are cut into sessions
      after `window.sessionGapMinutes` without any. An order belongs to the session whose `purchase` names its `order_id`, else to the one that the
      order line names; one that belongs to none teaches nothing about sessions. A `purchase` without an `order_id` in a session that no order names
      tells that something was ordered, of unknown margin.

      **Guests.** An event before the login stays the visitor's: a customer is known, and what the customer owns, from the first event of the
      session that carries the `customer_id`. Who never logs in is a guest throughout.

      **Consent.** `inputs.<table>.consent` is a condition over the source's columns. Where it does not hold, or is null, an order line loses customer
      and session and is learned from as nobody's, and an event is left out.

      ## Bad rows

      A row that breaks a rule is left out of everything and kept in the lake's table `quarantine`, with the name of the first rule that it breaks and
      the raw values. More of them than `quality.maxBadShare` of a table, a required column that the source does not have, or a type that does not fit stop the run
      with exit code 3. Rows that `where` leaves out are not judged.

      | table | rules, in this order |
      |---|---|
      """;

  private static final String RULES =
      """

      *Missing* is null or blank, *not finite* NaN or infinite, *unknown* a word that the table above does not list; case counts.
      """;

  @Test
  void referenceIsMadeFromTheContract() throws IOException {
    if (Boolean.getBoolean("basketwise.regenerate")) {
      Files.writeString(REFERENCE, markdown());
    }
    assertThat(REFERENCE).hasContent(markdown());
  }

  @Test
  void everyEventTypeIsExplained() {
    List<String> words =
        Contract.of(Table.CLICKS).column(ClickColumns.EVENT_TYPE).orElseThrow().words();
    assertThat(EVENTS.lines().map(line -> line.substring(0, line.indexOf('|'))))
        .containsExactlyElementsOf(words);
  }

  private static String markdown() throws IOException {
    StringBuilder text = new StringBuilder(HEAD);
    for (Table table : Table.values()) {
      text.append("\n## ").append(table.key()).append("\n\n").append(ABOUT.get(table));
      text.append("\n| column | type | required | default | accepted | meaning |\n");
      text.append("|---|---|---|---|---|---|\n");
      Map<String, String> meanings = meanings(table);
      for (ContractColumn column : Contract.of(table).columns()) {
        text.append(row(column, Optional.ofNullable(meanings.get(column.name())).orElseThrow()));
      }
    }
    text.append("\n## What events are for\n\n| event_type | carries | what is learned from it |\n");
    text.append("|---|---|---|\n");
    EVENTS.lines().forEach(line -> text.append(event(line)));
    text.append(TAIL);
    for (Table table : Table.values()) {
      text.append(rules(Contract.of(table)));
    }
    return text.append(RULES).toString();
  }

  private static Map<String, String> meanings(Table table) throws IOException {
    String file =
        switch (table) {
          case ORDERS -> "OrderColumns.java";
          case CLICKS -> "ClickColumns.java";
          case CATALOG -> "CatalogColumns.java";
          case LABELS -> "LabelColumns.java";
        };
    Map<String, String> meanings = new TreeMap<>();
    COLUMN
        .matcher(Files.readString(SOURCES.resolve(file)))
        .results()
        .forEach(
            each ->
                meanings.put(
                    each.group(2), each.group(1).replaceAll("\\s*\n\\s*\\*\\s*", " ").strip()));
    return meanings;
  }

  private static String row(ContractColumn column, String meaning) {
    return String.format(
        Locale.ROOT,
        "| `%s` | %s | %s | %s | %s | %s |%n",
        column.name(),
        code(column.type().simpleString()),
        column.required() ? "yes" : "",
        column.defaultText().map(InputReferenceTest::code).orElse(""),
        column.words().stream().map(InputReferenceTest::code).collect(Collectors.joining(", ")),
        meaning);
  }

  private static String event(String line) {
    String[] cells = line.split("\\|", -1);
    return String.format(Locale.ROOT, "| `%s` | %s | %s |%n", cells[0], cells[1], cells[2]);
  }

  private static String rules(Contract contract) {
    String names = contract.rules().stream().map(RowRule::name).collect(Collectors.joining("; "));
    return String.format(Locale.ROOT, "| %s | %s |%n", contract.table().key(), names);
  }

  private static String code(String word) {
    return "`" + word + "`";
  }
}

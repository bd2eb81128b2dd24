package io.basketwise.inputs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.basketwise.config.ShopConfig;
import io.basketwise.config.Table;
import io.basketwise.failure.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every refusal that files and schemas can cause: the check and the reading say the same. */
class InputRefusalsTest {
  private static final String GOOD = "path: orders, columns: ";

  /**
   * A broken input.
   *
   * @param orders what stands in {@code inputs.orders}
   * @param words what the message names
   */
  private record Case(String name, String orders, int exitCode, List<String> words) {
    Case(String name, String orders, String... words) {
      this(name, orders, 3, List.of(words));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  @TempDir private static Path folder;

  @BeforeAll
  static void writeInputs() throws IOException {
    Shop shop = new Shop(folder);
    shop.write("orders", Shop.LINE + ", '2' text, cast(2 as bigint) big, 17850.0d floating")
        .write("lacking", "select 'o1' order_id, timestamp'2026-01-02 00:00:00' ordered_at, 1d qty")
        .write("empty_files", Shop.LINE + " where false")
        .writeDelta("delta", Shop.LINE)
        .write("mixed/a", Shop.LINE)
        .write("mixed/b", Shop.LINE.replace("9.5d", "9"));
    Files.createDirectories(folder.resolve("hidden/_temporary"));
    Files.copy(shop.file("orders"), folder.resolve("hidden/_temporary/a.parquet"));
    Files.writeString(folder.resolve("hidden/orders.csv"), "order_id");
    Files.createDirectories(folder.resolve("corrupt"));
    Files.copy(shop.file("orders"), folder.resolve("corrupt/a.parquet"));
    Files.writeString(folder.resolve("corrupt/b.parquet"), "PAR1 not really a file PAR1");
    byte[] whole = Files.readAllBytes(shop.file("orders"));
    Files.createDirectories(folder.resolve("cut"));
    Files.write(folder.resolve("cut/a.parquet"), Arrays.copyOf(whole, whole.length / 2));
    Files.createDirectories(folder.resolve("broken_delta/_delta_log"));
  }

  static Stream<Case> cases() {
    return Stream.concat(files(), expressions());
  }

  private static Stream<Case> files() {
    return Stream.of(
        new Case("missing path", "path: nowhere", "orders: nothing at", "nowhere", "orders.path"),
        new Case("no data files", "path: hidden", "no Parquet file in", "hidden"),
        new Case("no rows", "path: empty_files", "orders: no rows in", "empty_files"),
        new Case("corrupt footer", "path: corrupt", "cannot read", "b.parquet", "damaged"),
        new Case("cut file", "path: cut", "cannot read", "a.parquet", "damaged"),
        new Case("Delta as Parquet", "path: delta", "is a Delta table", "format: delta"),
        new Case("Parquet as Delta", "path: orders, format: delta", "is no Delta table"),
        new Case("Delta without a log", "path: broken_delta, format: delta", "broken_delta"),
        new Case("two types", "path: mixed", "'unit_price' has two types", "int in", "double in"),
        new Case(
            "missing columns",
            "path: lacking",
            "the required column 'item_id' is missing",
            "order_id, ordered_at, qty",
            "inputs.orders.columns.item_id"),
        new Case(
            "nearest column",
            "path: lacking, columns: { item_id: order_id, unit_price: qty }",
            "'quantity' is missing",
            "the nearest source column is 'qty'"));
  }

  private static Stream<Case> expressions() {
    return Stream.of(
        new Case(
            "text for a number",
            GOOD + "{ quantity: text }",
            "the column 'quantity' is of type string, not double",
            "cast(text as double)"),
        new Case("number for a time", GOOD + "{ ordered_at: big }", "type bigint, not timestamp"),
        new Case(
            "floating id",
            GOOD + "{ item_id: floating }",
            "type double, not string",
            "cast(cast(floating as bigint) as string)"),
        new Case("null for a required column", GOOD + "{ item_id: 'null' }", "type void"),
        new Case(
            "no expression",
            GOOD + "{ item_id: upper(text }",
            "'inputs.orders.columns.item_id' cannot be used: upper(text",
            "at character 11",
            "end of input"),
        new Case("two expressions", GOOD + "{ item_id: 'text, big' }", "at character 5"),
        new Case(
            "unknown source column",
            GOOD + "{ item_id: upper(txt) }",
            "unknown source column `txt`",
            "did you mean 'text'?"),
        new Case("unknown function", GOOD + "{ item_id: uper(text) }", "function", "uper(text)"),
        new Case("wrong arguments", GOOD + "{ item_id: 'substring_index(text)' }", "item_id"),
        new Case("aggregate", GOOD + "{ quantity: sum(quantity) }", "one value from one row"),
        new Case("random", GOOD + "{ quantity: rand() }", "one value from one row"),
        new Case("several rows", GOOD + "{ item_id: 'explode(array(text))' }", "from one row"),
        new Case("query", GOOD + "{ item_id: '(select text)' }", "one value from one row"),
        new Case("condition yields text", "path: orders, where: text", "orders.where", "string"),
        new Case("condition unknown column", "path: orders, where: skuu = 1", "`skuu`"),
        new Case(
            "unknown contract column",
            GOOD + "{ itemid: text }",
            2,
            List.of(
                "inputs.orders.columns.itemid", "did you mean 'inputs.orders.columns.item_id'")));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void checkAndReadingRefuseAlike(Case broken) throws IOException {
    ShopConfig config =
        new Shop(folder).config("inputs: { orders: { " + broken.orders() + " } }\n");
    Refusal read =
        catchThrowableOfType(
            Refusal.class, () -> new InputReader(SharedSpark.SESSION).read(config, Table.ORDERS));
    Refusal checked =
        catchThrowableOfType(
            Refusal.class, () -> new FooterCheck(() -> SharedSpark.SESSION).check(config));
    assertThat(read).hasMessageContainingAll(broken.words().toArray(String[]::new));
    assertThat(read.kind().exitCode()).isEqualTo(broken.exitCode());
    assertThat(checked).hasMessage(read.getMessage());
    assertThat(checked.kind()).isEqualTo(read.kind());
  }
}

package io.basketwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class SimulateCommandTest {
  @TempDir Path folder;

  @Test
  void writesAShopAndSaysWhat() {
    StringWriter out = new StringWriter();
    Path shop = folder.resolve("shop");
    int exit =
        new CommandLine(new SimulateCommand())
            .setOut(new PrintWriter(out))
            .execute(
                "--out",
                shop.toString(),
                "--customers",
                "50",
                "--days",
                "30",
                "--seed",
                "3",
                "--from",
                "2026-02-01",
                "--offer-benefit",
                "0.5",
                "--offer-harm",
                "2");

    assertThat(exit).isZero();
    assertThat(out.toString()).contains("Simulated shop written to " + shop).contains("300 items");
    assertThat(shop.resolve("README.md"))
        .content()
        .contains(
            "--customers 50 --days 30 --items 300 --seed 3 --from 2026-02-01"
                + " --visits-per-month 1.0 --offer-benefit 0.5 --offer-harm 2.0");
    assertThat(shop.resolve("truth/moments/part-00000.parquet")).isNotEmptyFile();
  }

  @Test
  void writesOrdersAndCatalogOnly() {
    StringWriter out = new StringWriter();
    Path shop = folder.resolve("shop");
    int exit =
        new CommandLine(new SimulateCommand())
            .setOut(new PrintWriter(out))
            .execute(
                "--out",
                shop.toString(),
                "--orders-only",
                "--customers",
                "50",
                "--lines-per-customer",
                "6");

    assertThat(exit).isZero();
    assertThat(out.toString()).contains("lines").contains("300 items").doesNotContain("clicks");
    assertThat(shop.resolve("README.md"))
        .content()
        .contains("--orders-only --customers 50 --days 120 --items 300 --seed 7")
        .contains("--lines-per-customer 6.0");
    assertThat(shop.resolve("clicks")).doesNotExist();
  }

  @Test
  void theNextStepAcceptsWhatWasWritten() {
    StringWriter out = new StringWriter();
    Path shop = folder.resolve("next");
    PrintWriter print = new PrintWriter(out);
    String[] simulate = {"simulate", "--out", shop.toString(), "--customers", "60", "--days", "30"};
    assertThat(Basketwise.run(print, print, simulate)).isZero();
    String config = shop.resolve("basketwise.yaml").toString();
    assertThat(out.toString()).contains("Next: ./basketwise nightly --config " + config);
    assertThat(shop.resolve("basketwise.yaml"))
        .content()
        .contains("trainDays: 30, holdoutDays: 3, validationDays: 3");
    assertThat(Basketwise.run(print, print, "check", "--config", config)).isZero();
    assertThat(shop.resolve("README.md")).content().containsPattern("`labels` \\| [0-9]+ ");
  }

  @Test
  void aShopInWhichNobodyOrdersIsRefusedAndLeavesNothing() {
    StringWriter err = new StringWriter();
    PrintWriter print = new PrintWriter(err);
    Path shop = folder.resolve("nobody");
    String[] simulate = {"simulate", "--out", shop.toString(), "--customers", "1", "--days", "1"};
    assertThat(Basketwise.run(print, print, simulate)).isEqualTo(2);
    assertThat(err.toString()).contains("1 customer in 1 day placed no order");
    assertThat(shop).isEmptyDirectory();
  }

  @Test
  void anOptionWithoutEffectIsRefused() {
    assertRefused(
        "--visits-per-month can be given only without --orders-only",
        "--orders-only",
        "--visits-per-month=2");
    assertRefused(
        "--offer-harm can be given only without --orders-only", "--orders-only", "--offer-harm=0");
    assertRefused(
        "--lines-per-customer can be given only with --orders-only", "--lines-per-customer=2");
  }

  private void assertRefused(String why, String... options) {
    StringWriter err = new StringWriter();
    Path shop = folder.resolve("refused");
    int exit =
        new CommandLine(new SimulateCommand())
            .setErr(new PrintWriter(err))
            .execute(
                Stream.concat(Stream.of("--out", shop.toString()), Arrays.stream(options))
                    .toArray(String[]::new));
    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).contains(why);
    assertThat(shop).doesNotExist();
  }

  @Test
  void helpShowsExamplesAndDefaults() {
    assertThat(new CommandLine(new SimulateCommand()).getUsageMessage())
        .contains("Examples:")
        .contains("basketwise simulate --out my-shop")
        .containsIgnoringWhitespaces("--orders-only --customers 2000000 --items 200000")
        .containsIgnoringWhitespaces("(default: 2500)");
  }
}

package io.basketwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
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
  void helpShowsExamplesAndDefaults() {
    assertThat(new CommandLine(new SimulateCommand()).getUsageMessage())
        .contains("Examples:")
        .contains("basketwise simulate --out my-shop")
        .containsIgnoringWhitespaces("(default: 2500)");
  }
}

package io.basketwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.report.Records;
import io.basketwise.report.RunFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir private Path folder;
  private Path reports;

  @BeforeEach
  void writeShop() throws IOException {
    reports = folder.resolve("pages");
    Files.writeString(
        folder.resolve("shop.yaml"),
        "shop: test\ninputs.orders.path: orders.parquet\nreports: pages\n");
  }

  private int report(String... more) {
    String[] args = new String[3 + more.length];
    args[0] = "report";
    args[1] = "--config";
    args[2] = folder.resolve("shop.yaml").toString();
    System.arraycopy(more, 0, args, 3, more.length);
    return Basketwise.run(new PrintWriter(out), new PrintWriter(err), args);
  }

  @Test
  void beforeTheFirstRunThereIsNothingToReportOn() {
    assertThat(report()).isEqualTo(6);
    assertThat(err.toString())
        .contains("There is no run to report on", "cause:", reports.toString(), "start nightly");
    assertThat(report("--as-of", "2026-03-01")).isEqualTo(6);
    assertThat(err.toString()).contains("There is no run as of 2026-03-01");
    assertThat(report("--as-of", "March")).isEqualTo(2);
  }

  @Test
  void theLastRunIsWrittenBesideItsRecordTheSameBytesEachTime() throws IOException {
    new RunFiles(reports).keep(Records.published());
    assertThat(report()).isZero();
    Path page = reports.resolve("2026-03-01.html");
    assertThat(out.toString()).contains(page.toString());
    byte[] first = Files.readAllBytes(page);
    assertThat(report("--as-of", "2026-03-01", "--out", folder.resolve("x/y.html").toString()))
        .isZero();
    assertThat(folder.resolve("x/y.html")).hasBinaryContent(first);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void aFailedRunHasItsPageToo() throws IOException {
    new RunFiles(reports).keep(Records.failed());
    assertThat(report()).isZero();
    assertThat(reports.resolve("failed-2026-03-01.html"))
        .content()
        .contains("The run failed: No order line is left");
  }

  @Test
  void recordsThatCannotBeReadAreRefused() throws IOException {
    new RunFiles(reports).keep(Records.published());
    Path record = reports.resolve("2026-03-01.json");
    Files.writeString(record, Files.readString(record).replace("\"schema\" : 1", "\"schema\" : 9"));
    assertThat(report()).isEqualTo(6);
    assertThat(err.toString()).contains(record.toString(), "schema 9", "remedy:");
    Files.writeString(record, "{");
    assertThat(report("--as-of", "2026-03-01")).isEqualTo(6);
    assertThat(err.toString()).contains("is damaged");
  }
}

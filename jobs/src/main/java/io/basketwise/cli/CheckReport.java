package io.basketwise.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.basketwise.config.ShopConfig;
import io.basketwise.config.Table;
import io.basketwise.failure.Quantity;
import io.basketwise.failure.Refusal;
import io.basketwise.inputs.LeftOut;
import io.basketwise.inputs.MappedColumn;
import io.basketwise.inputs.TableCheck;
import io.basketwise.inputs.TimeBounds;
import io.basketwise.publish.PolicyLint.Remark;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a check found, for people and for programs. */
final class CheckReport {
  private final ShopConfig shop;
  private final List<TableCheck> tables;
  private final List<LeftOut> leftOut;
  private final Optional<LocalDate> asOf;
  private final List<Remark> policy;

  /**
   * A report; orders that all lie outside the window are refused where the footers tell so.
   *
   * @param asOf first day that is not used; without it the day after the newest order
   * @param lint remarks on the policy as of a day, which is 1970's first while none is known:
   *     nothing counts as expired then
   */
  CheckReport(
      ShopConfig shop,
      List<TableCheck> tables,
      Optional<LocalDate> asOf,
      Function<LocalDate, List<Remark>> lint) {
    this.shop = shop;
    this.tables = tables;
    this.leftOut = LeftOut.of(tables);
    this.asOf = asOf.or(() -> orderTimes().map(CheckReport::dayAfter));
    orderTimes().ifPresent(this::refuseOutside);
    this.policy = lint.apply(this.asOf.orElse(LocalDate.EPOCH));
  }

  private Optional<TimeBounds> orderTimes() {
    return tables.stream()
        .filter(check -> check.table() == Table.ORDERS)
        .findFirst()
        .flatMap(TableCheck::orderTimes);
  }

  private static LocalDate dayAfter(TimeBounds times) {
    return times.last().atOffset(ZoneOffset.UTC).toLocalDate().plusDays(1);
  }

  private Optional<LocalDate> windowStart() {
    return asOf.map(end -> end.minusDays(shop.window().trainDays()));
  }

  private void refuseOutside(TimeBounds times) {
    LocalDate end = asOf.orElseThrow();
    LocalDate start = windowStart().orElseThrow();
    if (times.last().isBefore(midnight(start)) || !times.first().isBefore(midnight(end))) {
      throw Refusal.inputs(
          "orders: no rows in the window from " + start + " to " + end,
          "the orders lie from " + times.first() + " to " + times.last(),
          "give another --as-of, or a longer window.trainDays than " + shop.window().trainDays());
    }
  }

  private static Instant midnight(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  String text() {
    StringBuilder text = new StringBuilder("shop " + shop.shop() + ", " + shop.file() + "\n");
    tables.forEach(check -> table(text, check));
    windowStart().ifPresent(start -> line(text, "window", start + " to " + asOf.orElseThrow()));
    leftOut.forEach(out -> line(text, "left out", out.what() + " (" + out.why() + ")"));
    policy.forEach(
        each ->
            line(
                text,
                "policy",
                Printable.of(each.where() + " " + each.what() + "; " + each.remedy())));
    String but = policy.isEmpty() ? "" : " but what is said of the policy";
    return text.append("\nnothing stands against a run").append(but).toString();
  }

  private static void table(StringBuilder text, TableCheck check) {
    String size =
        String.format(
            Locale.ROOT,
            "%s: %s, %s, %.1f MB",
            check.format().name().toLowerCase(Locale.ROOT),
            Quantity.of(check.rows(), "row"),
            Quantity.of(check.files(), "file"),
            check.bytes() / 1e6);
    line(text, check.table().key(), size + ", " + check.path());
    check
        .orderTimes()
        .ifPresentOrElse(
            times -> line(text, "", "ordered " + times.first() + " to " + times.last()),
            () -> untold(text, check));
    line(text, "", "columns " + columns(check));
    if (!check.missing().isEmpty()) {
      line(text, "", "missing " + String.join(", ", check.missing()));
    }
  }

  private static void untold(StringBuilder text, TableCheck check) {
    if (check.table() == Table.ORDERS) {
      line(
          text,
          "",
          "ordered at times that footers do not tell: INT96, a computed column or a Delta table");
    }
  }

  private static String columns(TableCheck check) {
    return check.columns().stream().map(CheckReport::column).collect(Collectors.joining(", "));
  }

  private static String column(MappedColumn mapped) {
    String name = mapped.column().name();
    return mapped.sql().equals("`" + name + "`") ? name : name + " = " + mapped.sql();
  }

  private static void line(StringBuilder text, String head, String body) {
    text.append(String.format(Locale.ROOT, "%n%-9s %s", head, body));
  }

  String json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("shop", shop.shop());
      json.writeStringField("config", shop.file().toString());
      if (asOf.isPresent()) {
        json.writeStringField("as_of", asOf.get().toString());
        json.writeStringField("window_start", windowStart().orElseThrow().toString());
      }
      json.writeArrayFieldStart("tables");
      for (TableCheck check : tables) {
        table(json, check);
      }
      json.writeEndArray();
      leftOut(json);
      policy(json);
      json.writeEndObject();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return text.toString();
  }

  private static void table(JsonGenerator json, TableCheck check) throws IOException {
    json.writeStartObject();
    json.writeStringField("table", check.table().key());
    json.writeStringField("path", check.path().toString());
    json.writeStringField("format", check.format().name().toLowerCase(Locale.ROOT));
    json.writeNumberField("files", check.files());
    json.writeNumberField("rows", check.rows());
    json.writeNumberField("bytes", check.bytes());
    if (check.orderTimes().isPresent()) {
      json.writeStringField("first", check.orderTimes().get().first().toString());
      json.writeStringField("last", check.orderTimes().get().last().toString());
    }
    json.writeObjectFieldStart("columns");
    for (MappedColumn mapped : check.columns()) {
      json.writeStringField(mapped.column().name(), mapped.sql());
    }
    json.writeEndObject();
    json.writeArrayFieldStart("missing");
    for (String column : check.missing()) {
      json.writeString(column);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void leftOut(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("left_out");
    for (LeftOut out : leftOut) {
      json.writeStartObject();
      json.writeStringField("what", out.what());
      json.writeStringField("why", out.why());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void policy(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("policy");
    for (Remark remark : policy) {
      json.writeStartObject();
      json.writeStringField("where", remark.where());
      json.writeStringField("what", remark.what());
      json.writeStringField("remedy", remark.remedy());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}

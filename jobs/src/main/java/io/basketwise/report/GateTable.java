package io.basketwise.report;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Gates as an aligned table: gate, threshold, value, verdict, and what was asked. */
public final class GateTable {
  private GateTable() {}

  /** The lines, the first of which names the columns. */
  public static List<String> lines(List<Verdict> gates) {
    int width = gates.stream().mapToInt(gate -> gate.gate().length()).max().orElse(0);
    String format = "%-" + Math.max(4, width) + "s %10s %10s  %-10s  %s";
    return Stream.concat(
            Stream.of(
                String.format(
                    Locale.ROOT, format, "gate", "threshold", "value", "verdict", "asked")),
            gates.stream()
                .map(
                    gate ->
                        String.format(
                            Locale.ROOT,
                            format,
                            gate.gate(),
                            number(gate.threshold()),
                            number(gate.value()),
                            gate.passed()
                                ? gate.ruling().word()
                                : gate.ruling().word().toUpperCase(Locale.ROOT),
                            gate.requirement())))
        .toList();
  }

  private static String number(OptionalDouble number) {
    return number.isPresent() ? String.format(Locale.ROOT, "%.4f", number.getAsDouble()) : "-";
  }
}

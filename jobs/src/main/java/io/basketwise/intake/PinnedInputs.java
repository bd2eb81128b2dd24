package io.basketwise.intake;

import io.basketwise.config.ShopConfig;
import io.basketwise.config.Table;
import io.basketwise.failure.Refusal;
import io.basketwise.inputs.InputReader;
import io.basketwise.inputs.InputTable;
import io.basketwise.inputs.SourceFile;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Which files, and which version of a Delta table, the inputs of a version were: with them it can
 * be made again although the inputs have grown since.
 */
public record PinnedInputs(Map<Table, Pin> pins) {
  /** Reads whatever the inputs hold. */
  public static final PinnedInputs NONE = new PinnedInputs(Map.of());

  /**
   * One input.
   *
   * @param version of the Delta table; empty for Parquet files
   * @param files whose rows were read, by name
   */
  public record Pin(OptionalLong version, Map<String, SourceFile> files) {
    public Pin {
      files = Map.copyOf(files);
    }
  }

  public PinnedInputs {
    pins = Map.copyOf(pins);
  }

  /** Reads a table as it was; one that was not pinned as it is. */
  public InputTable read(InputReader reader, ShopConfig config, Table table) {
    Pin pin = pins.get(table);
    if (pin == null) {
      return reader.read(config, table);
    }
    InputTable now =
        pin.version().isPresent()
            ? reader.readAt(config, table, pin.version().getAsLong())
            : reader.read(config, table);
    Map<String, SourceFile> found = Ledger.byName(now.sources());
    List<SourceFile> files = new ArrayList<>();
    for (SourceFile file : new TreeMap<>(pin.files()).values()) {
      if (!file.equals(found.get(file.name()))) {
        throw Refusal.inputs(
            table.key() + ": " + file.name() + " is not what it was",
            found.containsKey(file.name())
                ? "it was written again since the version was made"
                : "it is gone",
            "bring the file back as it was, with its time, from a backup");
      }
      files.add(file);
    }
    return now.of(files);
  }

  /** As it stands in a version's lineage. */
  public Map<String, Object> json() {
    Map<String, Object> tables = new TreeMap<>();
    pins.forEach(
        (table, pin) -> {
          Map<String, Object> one = new TreeMap<>();
          pin.version().ifPresent(version -> one.put("delta_version", version));
          List<Object> files = new ArrayList<>();
          new TreeMap<>(pin.files())
              .values()
              .forEach(
                  file -> files.add(List.of(file.name(), file.bytes(), file.modifiedMillis())));
          one.put("files", files);
          tables.put(table.key(), one);
        });
    return tables;
  }

  /** Reads what {@link #json} wrote. */
  public static PinnedInputs of(Map<?, ?> json) {
    Map<Table, Pin> pins = new EnumMap<>(Table.class);
    json.forEach(
        (table, pin) -> {
          if (pin instanceof Map<?, ?> one && one.get("files") instanceof List<?> files) {
            OptionalLong version =
                one.get("delta_version") instanceof Number number
                    ? OptionalLong.of(number.longValue())
                    : OptionalLong.empty();
            pins.put(
                Table.valueOf(table.toString().toUpperCase(Locale.ROOT)),
                new Pin(version, Ledger.byName(files.stream().map(PinnedInputs::file).toList())));
          }
        });
    return new PinnedInputs(pins);
  }

  private static SourceFile file(Object entry) {
    List<?> file = (List<?>) entry;
    return new SourceFile((String) file.get(0), number(file.get(1)), number(file.get(2)));
  }

  private static long number(Object value) {
    return ((Number) value).longValue();
  }
}

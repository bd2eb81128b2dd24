package io.basketwise.inputs;

import io.basketwise.config.InputConfig;
import io.basketwise.config.Table;
import io.basketwise.failure.Nearest;
import io.basketwise.failure.Refusal;
import io.basketwise.inputs.SqlExpressions.Resolved;
import io.basketwise.inputs.SqlExpressions.Unusable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.StructType;

/**
 * How a source's columns become the contract's: every refusal that a schema can cause is decided
 * here, for the check and for the reading alike.
 *
 * @param columns the mapped columns, in the contract's order
 * @param where condition that the used rows satisfy
 * @param sourceColumns the source's columns that the mapping reads, in the source's order
 * @param missing the contract's columns that the source does not have
 */
record Mapping(
    Table table,
    List<MappedColumn> columns,
    Optional<String> where,
    Optional<String> consent,
    List<String> sourceColumns,
    List<String> missing) {

  Mapping {
    columns = List.copyOf(columns);
    sourceColumns = List.copyOf(sourceColumns);
    missing = List.copyOf(missing);
  }

  static Mapping of(Table table, InputConfig input, StructType schema) {
    return new Planner(table, input, schema).plan();
  }

  /** The source column that stands for a contract column as it is, without an expression. */
  Optional<String> plainSource(String contractColumn) {
    return columns.stream()
        .filter(mapped -> mapped.column().name().equals(contractColumn))
        .map(mapped -> mapped.sql().strip().replaceFirst("^`(.*)`$", "$1"))
        .findFirst()
        .flatMap(name -> sourceColumns.stream().filter(name::equalsIgnoreCase).findFirst());
  }

  private static final class Planner {
    private final Table table;
    private final InputConfig input;
    private final StructType schema;
    private final SqlExpressions expressions;
    private final List<MappedColumn> columns = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();

    // Spark resolves names without regard to case and keeps the expression's own spelling.
    private final Set<String> used = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    Planner(Table table, InputConfig input, StructType schema) {
      this.table = table;
      this.input = input;
      this.schema = schema;
      this.expressions = new SqlExpressions(schema);
    }

    Mapping plan() {
      Contract contract = Contract.of(table);
      input.columns().keySet().stream().sorted().forEach(name -> known(contract, name));
      contract.columns().forEach(this::map);
      input.where().ifPresent(sql -> condition("where", sql));
      input.consent().ifPresent(this::consent);
      List<String> read = Stream.of(schema.fieldNames()).filter(used::contains).toList();
      return new Mapping(table, columns, input.where(), input.consent(), read, missing);
    }

    private void known(Contract contract, String name) {
      if (contract.column(name).isEmpty()) {
        throw Refusal.configuration(
            "unknown key '" + key("columns." + name) + "'",
            "the contract of " + table.key() + " has no such column",
            "did you mean '"
                + key("columns." + Nearest.name(name, contract.names().stream()).orElseThrow())
                + "'?");
      }
    }

    private void map(ContractColumn column) {
      String explicit = input.columns().get(column.name());
      Optional<String> sql = explicit == null ? sameName(column) : Optional.of(explicit);
      if (sql.isPresent()) {
        Resolved resolved = resolve("columns." + column.name(), sql.get());
        if (!Lossless.cast(resolved.type(), column)) {
          throw wrongType(column, sql.get(), resolved);
        }
        columns.add(new MappedColumn(column, sql.get(), resolved.type()));
      } else if (column.required()) {
        throw missing(column);
      } else {
        missing.add(column.name());
      }
    }

    private Optional<String> sameName(ContractColumn column) {
      return Arrays.stream(schema.fieldNames())
          .filter(column.name()::equalsIgnoreCase)
          .map(name -> "`" + name + "`")
          .findFirst();
    }

    private void consent(String sql) {
      if (table != Table.ORDERS && table != Table.CLICKS) {
        throw Refusal.configuration(
            "'" + key("consent") + "' has no meaning",
            table.key() + " tell of nobody",
            "leave it out; orders and clicks alone have it");
      }
      condition("consent", sql);
    }

    private void condition(String place, String sql) {
      Resolved resolved = resolve(place, sql);
      if (!(resolved.type() instanceof BooleanType)) {
        throw Refusal.inputs(
            "'" + key(place) + "' is not a condition: " + sql,
            "it yields " + resolved.type().simpleString() + ", not true or false",
            "compare it with something");
      }
    }

    private Resolved resolve(String place, String sql) {
      try {
        Resolved resolved = expressions.resolve(sql);
        used.addAll(resolved.columns());
        return resolved;
      } catch (Unusable unusable) {
        throw unusable(place, sql, unusable);
      }
    }

    private Refusal unusable(String place, String sql, Unusable unusable) {
      String cause = String.valueOf(unusable.getMessage());
      String remedy =
          unusable
              .unknownColumn()
              .flatMap(unknown -> Nearest.name(unknown, Stream.of(schema.fieldNames())))
              .map(near -> "did you mean '" + near + "'? " + columnsOfSource())
              .orElse("write a Spark SQL expression over one row's columns; " + columnsOfSource());
      return Refusal.inputs("'" + key(place) + "' cannot be used: " + sql, cause, remedy);
    }

    private Refusal missing(ContractColumn column) {
      String near =
          Nearest.name(column.name(), Stream.of(schema.fieldNames()))
              .map(name -> "; the nearest source column is '" + name + "'")
              .orElse("");
      return Refusal.inputs(
          table.key() + ": the required column '" + column.name() + "' is missing",
          columnsOfSource(),
          "add '" + key("columns." + column.name()) + "'" + near);
    }

    private Refusal wrongType(ContractColumn column, String sql, Resolved resolved) {
      String wanted = column.type().simpleString();
      return Refusal.inputs(
          String.format(
              Locale.ROOT,
              "%s: the column '%s' is of type %s, not %s",
              table.key(),
              column.name(),
              resolved.type().simpleString(),
              wanted),
          sql + " could not become " + wanted + " without loss",
          "say how to convert it, for example "
              + key("columns." + column.name())
              + ": "
              + conversion(column, sql, resolved));
    }

    private static String conversion(ContractColumn column, String sql, Resolved resolved) {
      String wanted = column.type().simpleString();
      boolean number = wanted.equals("string") && resolved.type().simpleString().equals("double");
      return number
          ? "cast(cast(" + sql + " as bigint) as string)"
          : "cast(" + sql + " as " + wanted + ")";
    }

    private String columnsOfSource() {
      return "the source has the columns " + String.join(", ", schema.fieldNames());
    }

    private String key(String rest) {
      return "inputs." + table.key() + "." + rest;
    }
  }
}

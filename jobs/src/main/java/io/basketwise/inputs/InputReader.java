package io.basketwise.inputs;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import io.basketwise.config.InputConfig;
import io.basketwise.config.InputConfig.Format;
import io.basketwise.config.ShopConfig;
import io.basketwise.config.Table;
import io.basketwise.failure.Refusal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StringType;

/** Reads an input table and turns it into the contract's form; no row is lost on the way. */
public final class InputReader {
  private static final String SOURCE = "__source";
  private static final Set<String> PERSONAL =
      Set.of(OrderColumns.CUSTOMER_ID, OrderColumns.SESSION_ID);

  private final SparkSession spark;

  /** Reads with this session, whose time zone is UTC. */
  public InputReader(SparkSession spark) {
    this.spark = spark;
  }

  /** A configured Delta table as it was at a version. */
  public InputTable readAt(ShopConfig config, Table table, long version) {
    InputConfig input = Objects.requireNonNull(config.inputs().get(table));
    return readDelta(config, table, input, OptionalLong.of(version));
  }

  /** A configured table; what its schema can tell is refused here, before any row is read. */
  public InputTable read(ShopConfig config, Table table) {
    InputConfig input = config.inputs().get(table);
    if (input == null) {
      throw new IllegalArgumentException(table.key() + " is not configured");
    }
    return input.format() == Format.DELTA
        ? readDelta(config, table, input, OptionalLong.empty())
        : readParquet(config, table, input);
  }

  private InputTable readParquet(ShopConfig config, Table table, InputConfig input) {
    ParquetSource parquet = ParquetSource.read(config, table, input);
    Mapping mapping = Mapping.of(table, input, parquet.schema());
    return new InputTable(
        table,
        parquet.files(),
        OptionalLong.empty(),
        mapping.missing(),
        some -> {
          String[] files =
              some.stream()
                  .map(source -> literal(parquet.place().address(source)))
                  .toArray(String[]::new);
          return conform(spark.read().schema(parquet.schema()).parquet(files), mapping);
        });
  }

  private InputTable readDelta(ShopConfig config, Table table, InputConfig input, OptionalLong at) {
    delta(config, table, input);
    DeltaSource delta = DeltaSource.of(spark, input.path(), at);
    // A column that came later is none of an earlier version's.
    Mapping mapping = Mapping.of(table, input, delta.schema());
    return new InputTable(
        table,
        delta.files(),
        OptionalLong.of(delta.version()),
        mapping.missing(),
        new InputTable.Source() {
          @Override
          public Dataset<Row> rows(Collection<SourceFile> some) {
            return conform(delta.rows(some), mapping);
          }

          @Override
          public Optional<List<SourceFile>> addedSince(long version, Set<String> files) {
            return delta.addedSince(version, files);
          }
        });
  }

  Dataset<Row> delta(ShopConfig config, Table table, InputConfig input) {
    new DataFiles(config, table, input).delta();
    try {
      return spark.read().format("delta").load(input.path().qualified());
    } catch (Exception unreadable) {
      throw Refusal.inputs(
          table.key() + ": cannot read the Delta table " + input.path(),
          String.valueOf(unreadable.getMessage()).lines().findFirst().orElse(""),
          "repair the table or restore its log");
    }
  }

  /** Spark takes paths for glob patterns. */
  private static String literal(String address) {
    return address.replaceAll("[\\\\\\[\\]{}*?]", "\\\\$0");
  }

  private static Dataset<Row> conform(Dataset<Row> source, Mapping mapping) {
    Contract contract = Contract.of(mapping.table());
    Dataset<Row> typed = source.select(typed(contract, mapping));
    Dataset<Row> normal = typed.select(normal(contract));
    Dataset<Row> judged = normal.withColumn(InputTable.RULE, rule(contract));
    Column raw = when(col(InputTable.RULE).isNotNull(), raw(mapping));
    return judged.withColumn(InputTable.RAW, raw).drop(SOURCE);
  }

  private static Column[] typed(Contract contract, Mapping mapping) {
    Column agreed = mapping.consent().map(sql -> coalesce(expr(sql), lit(false))).orElse(lit(true));
    boolean orders = mapping.table() == Table.ORDERS;
    List<Column> columns = new ArrayList<>();
    for (ContractColumn column : contract.columns()) {
      Column value =
          mapping.columns().stream()
              .filter(mapped -> mapped.column().equals(column))
              .map(mapped -> expr(mapped.sql()))
              .findFirst()
              .orElse(lit(null));
      // What is bought is known without who bought it; what is looked at is not worth knowing then.
      Column known = orders && PERSONAL.contains(column.name()) ? when(agreed, value) : value;
      columns.add(known.cast(column.type()).as(column.name()));
    }
    Column kept = mapping.where().map(sql -> coalesce(expr(sql), lit(false))).orElse(lit(true));
    columns.add(not(orders ? kept : kept.and(agreed)).as(InputTable.FILTERED));
    columns.add(when(agreed, original(mapping)).as(SOURCE));
    return columns.toArray(Column[]::new);
  }

  private static Column original(Mapping mapping) {
    Column[] columns =
        mapping.sourceColumns().stream()
            .map(name -> col("`" + name.replace("`", "``") + "`"))
            .toArray(Column[]::new);
    return columns.length == 0 ? struct(lit("").as("none")) : struct(columns);
  }

  private static Column[] normal(Contract contract) {
    List<Column> columns = new ArrayList<>();
    contract.columns().forEach(column -> columns.add(normal(column).as(column.name())));
    columns.add(col(InputTable.FILTERED));
    columns.add(col(SOURCE));
    return columns.toArray(Column[]::new);
  }

  private static Column normal(ContractColumn column) {
    Column value = col(column.name());
    if (!(column.type() instanceof StringType)) {
      return value;
    }
    Column text = when(trim(value).notEqual(""), value);
    return column.defaultText().map(other -> coalesce(text, lit(other))).orElse(text);
  }

  private static Column rule(Contract contract) {
    Column first = when(col(InputTable.FILTERED), lit(null).cast("string"));
    for (RowRule rule : contract.rules()) {
      first = first.when(expr(rule.broken()), lit(rule.name()));
    }
    return first;
  }

  private static Column raw(Mapping mapping) {
    return mapping.sourceColumns().isEmpty()
        ? lit("{}")
        : coalesce(to_json(col(SOURCE), Map.of("ignoreNullFields", "false")), lit("{}"));
  }
}

package io.basketwise.prepare;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;

import io.basketwise.inputs.ClickColumns;
import io.basketwise.inputs.OrderColumns;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;

/** Turns baskets of ids into blocks of numbers, once a run; every fit reads them from memory. */
public final class EncodeBaskets {
  /** Item occurrences a block holds at most on average: 4 bytes each. */
  private static final long ITEMS_PER_BLOCK = 4_000_000;

  private static final String OWNER = "owner";
  private static final String KEY = "key";
  private static final String DAY = "day";
  private static final String ITEMS = "items";

  private final SparkSession spark;
  private final ItemDictionary dictionary;

  /** Encodes with a dictionary. */
  public EncodeBaskets(SparkSession spark, ItemDictionary dictionary) {
    this.spark = spark;
    this.dictionary = dictionary;
  }

  /**
   * The orders' baskets.
   *
   * @param lines how many items they hold together at most
   */
  public JavaRDD<BasketBlock> baskets(Dataset<Row> baskets, long lines) {
    return encode(
        baskets.select(
            xxhash64(col(OrderLines.BUYER)).as(OWNER),
            xxhash64(col(OrderColumns.ORDER_ID)).as(KEY),
            day(OrderColumns.ORDERED_AT).as(DAY),
            col(LakeView.ITEMS).as(ITEMS)),
        lines);
  }

  /** Number of baskets in blocks. */
  public static long count(JavaRDD<BasketBlock> blocks) {
    return blocks.map(block -> (long) block.size()).fold(0L, Long::sum);
  }

  /**
   * The items viewed together in a session, as if they were baskets of the visitor.
   *
   * @param count how many events there are
   */
  public JavaRDD<BasketBlock> views(Dataset<Row> events, long count) {
    return encode(
        events
            .filter(
                col(ClickColumns.EVENT_TYPE)
                    .equalTo("item_view")
                    .and(col(ClickColumns.ITEM_ID).isNotNull()))
            .groupBy(col(ClickColumns.SESSION_ID))
            .agg(
                functions.min(xxhash64(col(ClickColumns.VISITOR_ID))).as(OWNER),
                functions.min(day(ClickColumns.OCCURRED_AT)).as(DAY),
                functions.collect_set(ClickColumns.ITEM_ID).as(ITEMS))
            .withColumn(KEY, xxhash64(col(ClickColumns.SESSION_ID))),
        count);
  }

  private static Column day(String timestamp) {
    return datediff(col(timestamp).cast("date"), lit("1970-01-01").cast("date"));
  }

  private JavaRDD<BasketBlock> encode(Dataset<Row> rows, long items) {
    Broadcast<Map<String, Integer>> numbers =
        JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(dictionary.numbers());
    JavaRDD<BasketBlock> blocks =
        rows.select(col(OWNER), col(KEY), col(DAY), col(ITEMS))
            .repartition(blockCount(items), col(OWNER))
            .sortWithinPartitions(col(OWNER), col(DAY), col(KEY))
            .javaRDD()
            .mapPartitions(partition -> List.of(block(partition, numbers.value())).iterator());
    blocks.persist(StorageLevel.MEMORY_AND_DISK());
    return blocks;
  }

  private int blockCount(long items) {
    int cores = spark.sparkContext().defaultParallelism();
    return (int) Math.max(cores, items / ITEMS_PER_BLOCK + 1);
  }

  private static BasketBlock block(Iterator<Row> rows, Map<String, Integer> numbers) {
    BasketBlock.Builder block = new BasketBlock.Builder();
    while (rows.hasNext()) {
      Row row = rows.next();
      List<String> ids = row.getList(3);
      int[] items = ids.stream().filter(numbers::containsKey).mapToInt(numbers::get).toArray();
      Arrays.sort(items);
      block.add(row.getLong(0), row.getLong(1), row.getInt(2), items);
    }
    return block.build();
  }
}

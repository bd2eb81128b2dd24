package io.basketwise.bundles;

import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.LocalSpark;
import io.basketwise.bench.Paired;
import io.basketwise.prepare.BasketBlock;
import io.basketwise.prepare.TrainingBaskets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.mllib.fpm.FPGrowth;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Our miner against MLlib's FP-growth, Spark's part included on both sides, itemsets of at most four
 * items collected with their counts. Ours counts distinct buyers besides. Every comparison checks
 * that both find the same itemsets and counts.
 */
class MiningBench {
  private static final int MAX_SIZE = 4;

  /** The default of a night; MLlib's recursion overflows the stack on the real baskets without. */
  private static final int MAX_BASKET_ITEMS = 100;

  /** Only works whose name starts like this. */
  private static final String WANTED = System.getProperty("basketwise.bench.works", "");

  private static SparkSession spark;

  @BeforeAll
  static void start() {
    spark = LocalSpark.start("local[*]");
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  static Stream<Arguments> works() {
    return Stream.of(
        Arguments.of("FIMI retail's size", 44),
        Arguments.of("online retail", 200),
        Arguments.of("FIMI retail's size", 10),
        Arguments.of("a million baskets", 500))
        .filter(work -> ((String) work.get()[0]).startsWith(WANTED));
  }

  @ParameterizedTest
  @MethodSource("works")
  void mines(String name, int minCount) {
    List<BasketBlock> blocks =
        switch (name) {
          case "FIMI retail's size" -> synthetic(88_162, 16_470, 10.3);
          case "a million baskets" -> synthetic(1_000_000, 20_000, 6);
          default -> onlineRetail();
        };
    compare(name, blocks, minCount, Paired.ROUNDS);
  }

  /** Once each, for equality: more supports of all real baskets. */
  @ParameterizedTest
  @ValueSource(ints = {400, 100, 50})
  void agrees(int minCount) {
    compare("online retail", onlineRetail(), minCount, 0);
  }

  private static void compare(String name, List<BasketBlock> blocks, int minCount, int rounds) {
    int items = 1 + blocks.stream().flatMapToInt(b -> IntStream.of(b.items())).max().orElse(0);
    JavaRDD<BasketBlock> all =
        JavaSparkContext.fromSparkContext(spark.sparkContext()).parallelize(blocks, blocks.size());
    try (TrainingBaskets baskets =
        TrainingBaskets.of(
            all, LocalDate.EPOCH, LocalDate.EPOCH.plusDays(100_000), items, MAX_BASKET_ITEMS)) {
      long total = baskets.counts().totalBaskets();
      JavaRDD<List<Integer>> lists =
          baskets.blocks().flatMap(MiningBench::lists).persist(StorageLevel.MEMORY_ONLY());
      lists.count();
      int tasks = spark.sparkContext().defaultParallelism();
      Paired.Results<FrequentItemsets, List<int[]>> results =
          new Paired(
                  String.format(Locale.ROOT, "%s: %,d baskets, support %d", name, total, minCount),
                  rounds)
              .run(
                  round -> new NativeMiner(tasks).mine(baskets, minCount, MAX_SIZE),
                  "MLlib",
                  round -> mllib(lists, (minCount - 0.5) / total, tasks));
      Map<List<Integer>, Integer> ours = new TreeMap<>(MiningBench::compare);
      FrequentItemsets found = results.ours().get(0);
      for (int i = 0; i < found.size(); i++) {
        ours.put(list(found.itemset(i)), found.counts()[i]);
      }
      Map<List<Integer>, Integer> theirs = new TreeMap<>(MiningBench::compare);
      for (int[] row : results.peer().get(0)) {
        int[] itemset = Arrays.copyOf(row, row.length - 1);
        Arrays.sort(itemset);
        theirs.put(list(itemset), row[row.length - 1]);
      }
      assertThat(ours.equals(theirs)).as("the same itemsets and counts").isTrue();
      System.out.printf(
          Locale.ROOT,
          "  %s: %,d baskets, support %d: %,d itemsets, equal in items and counts%n",
          name,
          total,
          minCount,
          ours.size());
      lists.unpersist(false);
    }
  }

  private static List<int[]> mllib(JavaRDD<List<Integer>> lists, double minSupport, int tasks) {
    return new FPGrowth()
        .setMinSupport(minSupport)
        .setNumPartitions(tasks)
        .run(lists)
        .freqItemsets()
        .toJavaRDD()
        .filter(set -> set.javaItems().size() <= MAX_SIZE)
        .map(
            set ->
                Stream.concat(set.javaItems().stream(), Stream.of((int) set.freq()))
                    .mapToInt(Integer::intValue)
                    .toArray())
        .collect();
  }

  private static List<List<Integer>> lists(BasketBlock block, int from, int to) {
    return IntStream.range(from, to).mapToObj(b -> list(block.basket(b))).toList();
  }

  private static java.util.Iterator<List<Integer>> lists(BasketBlock block) {
    return lists(block, 0, block.size()).iterator();
  }

  private static List<Integer> list(int[] items) {
    return IntStream.of(items).boxed().toList();
  }

  private static int compare(List<Integer> a, List<Integer> b) {
    return Arrays.compare(a.toArray(Integer[]::new), b.toArray(Integer[]::new));
  }

  /** Baskets of skewed items that come in themes, so that some occur together. */
  private static List<BasketBlock> synthetic(int baskets, int items, double meanSize) {
    SplittableRandom random = new SplittableRandom(7);
    List<BasketBlock> blocks = new ArrayList<>();
    for (int part = 0; part < 2; part++) {
      BasketBlock.Builder block = new BasketBlock.Builder();
      for (int b = part; b < baskets; b += 2) {
        int size = 1 + (int) Math.min(70, -Math.log(1 - random.nextDouble()) * (meanSize - 1));
        int theme = skewed(random, items);
        int[] basket =
            IntStream.range(0, size)
                .map(
                    i ->
                        random.nextInt(3) == 0
                            ? Math.min(items - 1, theme + random.nextInt(12))
                            : skewed(random, items))
                .distinct()
                .sorted()
                .toArray();
        block.add(b / 3L * 2 + part, b, 1, basket);
      }
      blocks.add(block.build());
    }
    return blocks;
  }

  /** Ranks whose frequency falls about as 1 / rank. */
  private static int skewed(SplittableRandom random, int items) {
    return (int) (Math.pow(items, random.nextDouble()) - 1);
  }

  /** The invoices of online-retail-ii that were not cancelled, below the sample or the property. */
  private static List<BasketBlock> onlineRetail() {
    String folder =
        System.getProperty("basketwise.bench.retail", "../data-samples/online-retail/orders");
    List<Row> rows =
        spark
            .read()
            .parquet(Path.of(folder).toUri().toString())
            .where(
                "stock_code rlike '^[0-9]{5}[a-zA-Z]?$' and unit_price > 0 and quantity > 0"
                    + " and invoice not like 'C%'")
            .selectExpr("invoice", "upper(trim(stock_code)) as item")
            .groupBy("invoice")
            .agg(org.apache.spark.sql.functions.expr("sort_array(collect_set(item)) as items"))
            .orderBy("invoice")
            .collectAsList();
    Map<String, Integer> numbers = new TreeMap<>();
    BasketBlock.Builder[] blocks = {new BasketBlock.Builder(), new BasketBlock.Builder()};
    for (int row = 0; row < rows.size(); row++) {
      int[] basket =
          rows.get(row).<String>getList(1).stream()
              .mapToInt(id -> numbers.computeIfAbsent(id, key -> numbers.size()))
              .sorted()
              .toArray();
      blocks[row % 2].add(row, row, 1, basket);
    }
    return Stream.of(blocks).map(BasketBlock.Builder::build).toList();
  }
}

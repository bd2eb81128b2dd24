package io.basketwise.inputs;

import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.config.ConfigLoader;
import io.basketwise.config.ShopConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SizedQueriesTest {
  private final SparkSession spark = SharedSpark.SESSION.newSession();
  @TempDir private Path folder;

  @Test
  void aSmallShopHasNoMoreThanThereAreCores() throws IOException {
    assertThat(after(shop(""), 40, 2)).isEqualTo(before());
  }

  @Test
  void aLargeOneHasSomeForEachOfItsFilesAndKeepsThemForTheOtherTables() throws IOException {
    ShopConfig shop = shop("");
    assertThat(after(shop, 900L << 20, 100L << 20)).isEqualTo("32");
    assertThat(after(shop, 1)).isEqualTo("32");
    assertThat(SharedSpark.SESSION.conf().get(SizedQueries.PARTITIONS)).isEqualTo(before());
  }

  @Test
  void whatAShopHasSetStays() throws IOException {
    ShopConfig shop = shop("spark: { conf: { spark.sql.shuffle.partitions: 3 } }\n");
    assertThat(after(shop, 900L << 20)).isEqualTo(before());
  }

  @Test
  void stagesAreCompiledForLargeTablesUnlessAShopHasSetThat() throws IOException {
    String key = SizedQueries.COMPILED;
    after(shop(""), 30L << 20);
    assertThat(spark.conf().get(key)).isEqualTo("false");
    after(shop("spark: { conf: { spark.sql.codegen.wholeStage: false } }\n"), 900L << 20);
    assertThat(spark.conf().get(key)).isEqualTo("false");
    after(shop(""), 30L << 20, 3L << 20);
    assertThat(spark.conf().get(key)).isEqualTo("true");
  }

  @Test
  void whatSparkSubmitWasToldStays() throws IOException {
    System.setProperty(SizedQueries.PARTITIONS, "7");
    try {
      assertThat(after(shop(""), 900L << 20)).isEqualTo(before());
    } finally {
      System.clearProperty(SizedQueries.PARTITIONS);
    }
  }

  private static String before() {
    return Integer.toString(Runtime.getRuntime().availableProcessors());
  }

  private ShopConfig shop(String settings) throws IOException {
    Path file = folder.resolve("basketwise.yaml");
    Files.writeString(file, "inputs: { orders: { path: orders } }\n" + settings);
    return ConfigLoader.load(file, Map.of());
  }

  private String after(ShopConfig shop, long... sizes) {
    List<SourceFile> files =
        Arrays.stream(sizes).mapToObj(size -> new SourceFile("f" + size, size, 0)).toList();
    SizedQueries.expect(spark, shop, files);
    return spark.conf().get(SizedQueries.PARTITIONS);
  }
}

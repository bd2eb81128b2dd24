package io.basketwise.models.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.models.format.SafetensorsWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ItemsTest {
  @TempDir Path folder;

  /** The first versions of format 1 were written before cycles were learned. */
  @Test
  void itemsWithoutRepurchasesAreNotBoughtAgain() throws IOException {
    Path file = folder.resolve(Items.FILE);
    List<String> none = List.of();
    new SafetensorsWriter()
        .strings("ids", List.of("a"))
        .strings("titles", List.of("A"))
        .strings("categories", none)
        .strings("families", none)
        .strings("brands", none)
        .ints("category", new int[] {-1})
        .ints("family", new int[] {-1})
        .ints("brand", new int[] {-1})
        .ints("tier", new int[] {-1})
        .doubles("price", new double[] {1})
        .doubles("unit_cost", new double[] {1})
        .longs("stock", new long[] {-1})
        .bytes("kind", new byte[1])
        .bytes("flags", new byte[1])
        .longs("baskets", new long[1])
        .longs("recent_baskets", new long[1])
        .longs("buyers", new long[1])
        .longs("updated_at", new long[1])
        .longs("fits.offsets", new long[2])
        .ints("fits.items", new int[0])
        .longs("totals", new long[2])
        .write(file);
    Items items = Items.open(file);
    assertThat(items.repurchaseDays(0)).isZero();
    assertThat(items.repurchaseBuyers(0)).isZero();
  }
}

package io.basketwise.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.LocalSpark;
import io.basketwise.prepare.ItemFacts.Facts;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ItemFactsTest {
  @RegisterExtension private static final LocalSpark SPARK = new LocalSpark("local[1]");

  private static Dataset<Row> sql(String query) {
    return SPARK.session().sql(query);
  }

  private static Facts lamp(String tier, String tags, String fits) {
    Dataset<Row> orders =
        sql(
            "select 'lamp' item_id, timestamp '2026-01-01' ordered_at, 'o' order_id, 9d unit_price");
    Dataset<Row> catalog =
        sql(
            "select 'lamp' item_id, 'Lamp' title, 'light' category, string(null) family, "
                + tier
                + " tier, string(null) brand, double(null) price, double(null) unit_cost,"
                + " -3l stock, 'product' kind, 'active' status, "
                + tags
                + " tags, "
                + fits
                + " fits, timestamp(null) updated_at");
    return ItemFacts.of(orders, Optional.of(catalog)).of("lamp");
  }

  @Test
  void elementsThatAreMissingAreNoTags() {
    Facts lamp = lamp("2", "array('new', string(null))", "array(string(null))");
    assertThat(lamp.tags()).isEqualTo(List.of("new"));
    assertThat(lamp.fits()).isEmpty();
    assertThat(lamp.tier()).isEqualTo(2);
  }

  @Test
  void whatTheCatalogLeavesOpenIsUnknown() {
    Facts lamp = lamp("-7", "array('new')", "cast(null as array<string>)");
    assertThat(lamp.tier()).isEqualTo(-1);
    assertThat(lamp.fits()).isEmpty();
    assertThat(lamp.price()).isEqualTo(9);
    assertThat(lamp.unitCost()).isNaN();
    assertThat(lamp.stock()).isZero();
  }
}

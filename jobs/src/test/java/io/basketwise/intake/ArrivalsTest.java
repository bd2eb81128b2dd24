package io.basketwise.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basketwise.config.InputConfig;
import io.basketwise.config.InputConfig.Format;
import io.basketwise.config.Location;
import io.basketwise.config.ShopConfig.GoneFiles;
import io.basketwise.config.Table;
import io.basketwise.failure.Refusal;
import io.basketwise.inputs.InputTable;
import io.basketwise.inputs.SourceFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArrivalsTest {
  private static final SourceFile A = new SourceFile("a.parquet", 10, 1);
  private static final SourceFile B = new SourceFile("b.parquet", 10, 1);
  private static final SourceFile B_AGAIN = new SourceFile("b.parquet", 12, 2);
  private static final SourceFile C = new SourceFile("c.parquet", 10, 2);
  private static final String MAPPING = "mapping";

  /** What is to be read where the lake has the rows of two files. */
  private static Arrivals after(
      String mapping, Format format, GoneFiles rule, SourceFile... sources) {
    Ledger known =
        new Ledger(
            1,
            MAPPING,
            Ledger.byName(List.of(A, B)),
            OptionalLong.empty(),
            Ledger.Counts.NONE,
            Optional.empty(),
            List.of(),
            Optional.empty());
    InputTable input =
        new InputTable(
            Table.ORDERS,
            List.of(sources),
            OptionalLong.empty(),
            List.of(),
            files -> {
              throw new AssertionError("no row is read to tell what is new");
            });
    InputConfig config =
        new InputConfig(
            Location.parse("orders"), format, Map.of(), Optional.empty(), Optional.empty());
    return Arrivals.of(Optional.of(known), input, mapping, config, rule);
  }

  @ParameterizedTest
  @CsvSource({"mapping, 10", "mapping, 12", "another, 10", "another, 12"})
  void aLostFileIsRefusedWhateverElseHasChanged(String mapping, long bytes) {
    SourceFile other = new SourceFile("b.parquet", bytes, 1);
    assertThatThrownBy(() -> after(mapping, Format.PARQUET, GoneFiles.REFUSE, other, C))
        .isInstanceOf(Refusal.class)
        .hasMessageContainingAll("orders: a.parquet is gone", "quality.goneFiles=keep");
  }

  @Test
  void keptRowsStayWhileNothingIsReadAgain() {
    Arrivals arrivals = after(MAPPING, Format.PARQUET, GoneFiles.KEEP, B, C);
    assertThat(arrivals.whole()).isFalse();
    assertThat(arrivals.fresh()).containsExactly(C);
    assertThat(arrivals.sources()).containsOnlyKeys(A.name(), B.name(), C.name());
    assertThat(arrivals.why()).contains("the rows of a.parquet, now gone, are kept");
  }

  @Test
  void rowsThatCannotBeKeptAreNotReplacedSilently() {
    assertThatThrownBy(() -> after(MAPPING, Format.PARQUET, GoneFiles.KEEP, B_AGAIN))
        .isInstanceOf(Refusal.class)
        .hasMessageContainingAll(
            "the rows of a.parquet, now gone, cannot be kept any longer",
            "b.parquet was written again",
            "quality.goneFiles=forget");
    assertThatThrownBy(() -> after("another", Format.PARQUET, GoneFiles.KEEP, B))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("it is mapped in another way than before");
  }

  @Test
  void whatIsForgottenIsReplacedByWhatIsLeft() {
    for (SourceFile left : List.of(B, B_AGAIN)) {
      Arrivals arrivals = after(MAPPING, Format.PARQUET, GoneFiles.FORGET, left);
      assertThat(arrivals.whole()).isTrue();
      assertThat(arrivals.sources()).containsOnlyKeys(B.name());
    }
  }

  @Test
  void aDeltaTableRewritesItsFilesWithoutLosingRows() {
    assertThat(after(MAPPING, Format.DELTA, GoneFiles.REFUSE, C).why())
        .isEqualTo("read whole, because the table rewrote 2 files (a.parquet and so on)");
  }
}

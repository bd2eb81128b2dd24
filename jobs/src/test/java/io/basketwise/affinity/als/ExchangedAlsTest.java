package io.basketwise.affinity.als;

import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.LocalSpark;
import io.basketwise.config.ShopConfig.Affinity.Solver;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a cluster does, against the shared arrays of one machine. */
class ExchangedAlsTest {
  private static final int ITEMS = 101;

  @RegisterExtension private static final LocalSpark SPARK = new LocalSpark("local[2]");

  /** Users dealt to partitions as they come: ascending within each, in no order between them. */
  private static JavaRDD<UserRatings> partitioned(UserRatings all, int partitions) {
    List<UserRatings> users = new ArrayList<>();
    for (int user = 0; user < all.users().length; user++) {
      users.add(all.rows(user, user + 1));
    }
    List<UserRatings> parts = new ArrayList<>();
    for (int partition = 0; partition < partitions; partition++) {
      List<UserRatings> dealt = new ArrayList<>();
      for (int user = partition; user < users.size(); user += partitions) {
        dealt.add(users.get(user));
      }
      parts.add(UserRatings.merge(dealt));
    }
    return JavaSparkContext.fromSparkContext(SPARK.session().sparkContext())
        .parallelize(parts, partitions);
  }

  @TempDir private Path scratch;

  /** More iterations than the stack of a thread has room for, if each hung on the one before. */
  @ParameterizedTest
  @EnumSource(Solver.class)
  void exchangedBlocksGiveTheBitsOfSharedArraysWhateverThePartitions(Solver solver) {
    UserRatings ratings = RandomRatings.of(11, 90_000, ITEMS - 3, 7, 30);
    AlsParameters parameters = new AlsParameters(6, 12, 0.02, 8, solver, 5);
    assertThat(Blocks.of(ratings.ratings().entries(), ITEMS).count()).isGreaterThan(1);
    float[][] shared =
        new NativeAls(parameters, Long.MAX_VALUE, scratch.toString())
            .itemFactors(partitioned(ratings, 2), ITEMS);
    for (int partitions : new int[] {1, 3}) {
      float[][] exchanged =
          new NativeAls(parameters, 0, scratch.toString())
              .itemFactors(partitioned(ratings, partitions), ITEMS);
      assertThat(scratch).isEmptyDirectory();
      for (int item = 0; item < ITEMS; item++) {
        float[] expected = shared[item];
        assertThat(exchanged[item] == null ? new float[6] : exchanged[item])
            .as("%d partitions, item %d", partitions, item)
            .isEqualTo(expected);
      }
    }
  }
}

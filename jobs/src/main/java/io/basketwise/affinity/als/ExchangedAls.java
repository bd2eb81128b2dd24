package io.basketwise.affinity.als;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.HashPartitioner;
import org.apache.spark.Partitioner;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * Alternating least squares on a cluster: each half-step ships to every block the factors that its
 * ratings refer to, once each, as MLlib's block ALS does. A task holds one block, its ratings and
 * the factors shipped to it: about 250,000 ratings of 8 bytes on average, and at most as many
 * factors. The driver holds rank² numbers a block, and the item factors at the end.
 */
final class ExchangedAls {
  /**
   * Iterations after which the factors are written down. Each starts from the last one's: a lost
   * worker would else cost all of them, and ten are more than a thread's stack can serialize.
   */
  private static final int CHECKPOINT_EVERY = 3;

  private final AlsParameters parameters;
  private final Blocks blocks;
  private final String scratch;

  /**
   * An engine.
   *
   * @param scratch a folder that driver and executors see; nothing stays in it
   */
  ExchangedAls(AlsParameters parameters, Blocks blocks, String scratch) {
    this.parameters = parameters;
    this.blocks = blocks;
    this.scratch = scratch;
  }

  float[][] fit(JavaRDD<UserRatings> ratings) {
    SparkContext context = ratings.context();
    context.setCheckpointDir(scratch);
    Path checkpoints = new Path(context.getCheckpointDir().get());
    try {
      return exchange(ratings);
    } finally {
      delete(checkpoints, context.hadoopConfiguration());
    }
  }

  private static void delete(Path folder, Configuration hadoop) {
    try {
      folder.getFileSystem(hadoop).delete(folder, true);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + folder, e);
    }
  }

  private float[][] exchange(JavaRDD<UserRatings> ratings) {
    int tasks = Math.min(blocks.count(), 2 * ratings.context().defaultParallelism());
    Partitioner partitioner = new HashPartitioner(tasks);
    Cut cut = new Cut(parameters, blocks);
    JavaPairRDD<Integer, UserRatings> byUser =
        ratings
            .flatMapToPair(cut::users)
            .groupByKey(partitioner)
            .mapValues(parts -> UserRatings.merge(list(parts)))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try (ExchangedSide users = new ExchangedSide(byUser.mapValues(cut::userSide), partitioner);
        ExchangedSide items =
            new ExchangedSide(
                byUser.flatMapToPair(cut::items).groupByKey(partitioner).mapToPair(cut::itemSide),
                partitioner)) {
      return iterate(
          users,
          items,
          users.blocks().mapValues(cut::zeros),
          items.blocks().mapToPair(cut::start).persist(StorageLevel.MEMORY_AND_DISK()));
    } finally {
      byUser.unpersist(false);
    }
  }

  private float[][] iterate(
      ExchangedSide users,
      ExchangedSide items,
      JavaPairRDD<Integer, float[][]> firstUsers,
      JavaPairRDD<Integer, float[][]> firstItems) {
    JavaPairRDD<Integer, float[][]> userFactors = firstUsers;
    JavaPairRDD<Integer, float[][]> itemFactors = firstItems;
    float[][] gram = gram(itemFactors);
    for (int iteration = 0; iteration < parameters.iterations(); iteration++) {
      JavaPairRDD<Integer, float[][]> solvedUsers =
          users.solve(parameters, gram, itemFactors, userFactors);
      writeDown(solvedUsers, iteration);
      gram = gram(solvedUsers);
      userFactors.unpersist(false);
      userFactors = solvedUsers;
      JavaPairRDD<Integer, float[][]> solvedItems =
          items.solve(parameters, gram, userFactors, itemFactors);
      writeDown(solvedItems, iteration);
      gram = gram(solvedItems);
      itemFactors.unpersist(false);
      itemFactors = solvedItems;
    }
    float[][] factors = collect(itemFactors);
    userFactors.unpersist(false);
    itemFactors.unpersist(false);
    return factors;
  }

  /** With the job that computes them first. */
  private static void writeDown(JavaPairRDD<Integer, float[][]> factors, int iteration) {
    if ((iteration + 1) % CHECKPOINT_EVERY == 0) {
      factors.checkpoint();
    }
  }

  private float[][] gram(JavaPairRDD<Integer, float[][]> factors) {
    int rank = parameters.rank();
    List<double[]> sums =
        factors.mapValues(rows -> Gram.of(rows, 0, rows.length, rank)).collect().stream()
            .sorted(Comparator.comparingInt(Tuple2::_1))
            .map(Tuple2::_2)
            .toList();
    return Gram.sum(sums, rank);
  }

  private float[][] collect(JavaPairRDD<Integer, float[][]> factors) {
    float[][] all = new float[blocks.items()][];
    for (Iterator<Tuple2<Integer, float[][]>> each = factors.toLocalIterator(); each.hasNext(); ) {
      Tuple2<Integer, float[][]> block = each.next();
      System.arraycopy(block._2(), 0, all, blocks.firstItem(block._1()), block._2().length);
    }
    return all;
  }

  private static <T> List<T> list(Iterable<T> values) {
    List<T> list = new ArrayList<>();
    values.forEach(list::add);
    return list;
  }

  /** Cuts ratings into blocks; runs inside tasks. */
  private record Cut(AlsParameters parameters, Blocks blocks) implements Serializable {
    private record Part(int source, Csr rows) implements Serializable {}

    Iterator<Tuple2<Integer, UserRatings>> users(UserRatings part) {
      int[] starts = blocks.userStarts(part.users());
      return occupied(starts)
          .map(b -> new Tuple2<>(b, part.rows(starts[b], starts[b + 1])))
          .iterator();
    }

    private static Stream<Integer> occupied(int[] starts) {
      return Stream.iterate(0, b -> b < starts.length - 1, b -> b + 1)
          .filter(b -> starts[b] < starts[b + 1]);
    }

    RatingBlock userSide(UserRatings users) {
      Csr ratings = users.ratings();
      RatingBlock.Builder block = new RatingBlock.Builder(ratings.rows());
      for (int row = 0; row < ratings.rows(); row++) {
        for (int at = ratings.offsets()[row]; at < ratings.offsets()[row + 1]; at++) {
          int item = ratings.columns()[at];
          int source = blocks.ofItem(item);
          block.add(row, source, item - blocks.firstItem(source), ratings.values()[at]);
        }
      }
      return block.build();
    }

    Iterator<Tuple2<Integer, Part>> items(Tuple2<Integer, UserRatings> users) {
      Csr byItem = users._2().ratings().transpose(blocks.items());
      int[] entries = blocks.itemStarts();
      for (int b = 0; b < entries.length; b++) {
        entries[b] = byItem.offsets()[entries[b]];
      }
      return occupied(entries)
          .map(
              b ->
                  new Tuple2<>(
                      b,
                      new Part(
                          users._1(), byItem.slice(blocks.firstItem(b), blocks.firstItem(b + 1)))))
          .iterator();
    }

    Tuple2<Integer, RatingBlock> itemSide(Tuple2<Integer, Iterable<Part>> parts) {
      int rows = blocks.firstItem(parts._1() + 1) - blocks.firstItem(parts._1());
      List<Part> sources = list(parts._2());
      sources.sort(Comparator.comparingInt(Part::source));
      RatingBlock.Builder block = new RatingBlock.Builder(rows);
      for (Part source : sources) {
        Csr part = source.rows();
        for (int row = 0; row < rows; row++) {
          for (int at = part.offsets()[row]; at < part.offsets()[row + 1]; at++) {
            block.add(row, source.source(), part.columns()[at], part.values()[at]);
          }
        }
      }
      return new Tuple2<>(parts._1(), block.build());
    }

    float[][] zeros(RatingBlock block) {
      return new float[block.ratings().rows()][parameters.rank()];
    }

    Tuple2<Integer, float[][]> start(Tuple2<Integer, RatingBlock> block) {
      return new Tuple2<>(
          block._1(), Blocks.start(parameters, block._2().ratings(), blocks.firstItem(block._1())));
    }
  }
}

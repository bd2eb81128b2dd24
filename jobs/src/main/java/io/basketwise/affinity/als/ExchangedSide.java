package io.basketwise.affinity.als;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/** One side's ratings on a cluster, and where the other side's blocks must ship their factors. */
final class ExchangedSide implements AutoCloseable {
  private final JavaPairRDD<Integer, RatingBlock> blocks;
  private final JavaPairRDD<Integer, Iterable<Order>> orders;
  private final Partitioner partitioner;

  ExchangedSide(JavaPairRDD<Integer, RatingBlock> blocks, Partitioner partitioner) {
    this.partitioner = partitioner;
    this.blocks = blocks.persist(StorageLevel.MEMORY_AND_DISK());
    this.orders =
        this.blocks
            .flatMapToPair(block -> orders(block._1(), block._2()))
            .groupByKey(partitioner)
            .persist(StorageLevel.MEMORY_AND_DISK());
  }

  /** Rows of a source block that a block waits for. */
  private record Order(int block, int[] rows) implements Serializable {}

  /** Factors shipped from a source block, as ordered. */
  private record Shipment(int source, float[][] rows) implements Serializable {}

  JavaPairRDD<Integer, RatingBlock> blocks() {
    return blocks;
  }

  /** Solves every block's rows against the other side's factors, from this side's last ones. */
  JavaPairRDD<Integer, float[][]> solve(
      AlsParameters parameters,
      float[][] gram,
      JavaPairRDD<Integer, float[][]> other,
      JavaPairRDD<Integer, float[][]> last) {
    JavaPairRDD<Integer, Iterable<Shipment>> shipped =
        other
            .join(orders, partitioner)
            .flatMapToPair(source -> ship(source._1(), source._2()._1(), source._2()._2()))
            .groupByKey(partitioner);
    return blocks
        .join(shipped, partitioner)
        .join(last, partitioner)
        .mapValues(block -> solve(parameters, gram, block._1()._1(), block._1()._2(), block._2()))
        .persist(StorageLevel.MEMORY_AND_DISK());
  }

  private static Iterator<Tuple2<Integer, Order>> orders(int block, RatingBlock ratings) {
    List<Tuple2<Integer, Order>> orders = new ArrayList<>();
    for (int i = 0; i < ratings.sources().length; i++) {
      orders.add(new Tuple2<>(ratings.sources()[i], new Order(block, ratings.needs()[i])));
    }
    return orders.iterator();
  }

  private static Iterator<Tuple2<Integer, Shipment>> ship(
      int source, float[][] factors, Iterable<Order> orders) {
    List<Tuple2<Integer, Shipment>> shipments = new ArrayList<>();
    for (Order order : orders) {
      float[][] rows =
          Arrays.stream(order.rows()).mapToObj(row -> factors[row]).toArray(float[][]::new);
      shipments.add(new Tuple2<>(order.block(), new Shipment(source, rows)));
    }
    return shipments.iterator();
  }

  private static float[][] solve(
      AlsParameters parameters,
      float[][] gram,
      RatingBlock block,
      Iterable<Shipment> shipped,
      float[][] last) {
    float[][][] bySource = new float[block.sources().length][][];
    for (Shipment shipment : shipped) {
      bySource[Arrays.binarySearch(block.sources(), shipment.source())] = shipment.rows();
    }
    // Spark may hand the last factors out again when a task is repeated.
    float[][] rows = Arrays.stream(last).map(float[]::clone).toArray(float[][]::new);
    HalfStep.solve(
        parameters, gram, block.ratings(), block.columns(bySource), rows, 0, rows.length);
    return rows;
  }

  @Override
  public void close() {
    blocks.unpersist(false);
    orders.unpersist(false);
  }
}

package io.basketwise.prepare;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Many baskets in flat arrays, so that mining reads memory in order and boxes nothing. All baskets
 * of a buyer lie in one block, next to each other; distinct buyers are therefore counted by
 * comparing with the buyer seen last, and counts of blocks add up.
 *
 * @param buyers hash of the buyer, per basket
 * @param keys hash of the order, per basket; seeds whatever is drawn for the basket
 * @param days days since 1970-01-01 UTC, per basket
 * @param offsets where a basket's items start; one more than baskets
 * @param items item numbers, ascending within a basket
 */
public record BasketBlock(long[] buyers, long[] keys, int[] days, int[] offsets, int[] items)
    implements Serializable {

  /** Number of baskets. */
  public int size() {
    return buyers.length;
  }

  /** Number of items in a basket. */
  public int length(int basket) {
    return offsets[basket + 1] - offsets[basket];
  }

  /** The items of a basket, copied. */
  public int[] basket(int basket) {
    return Arrays.copyOfRange(items, offsets[basket], offsets[basket + 1]);
  }

  /**
   * Running number of the buyer of each basket. Two runs of one buyer never occur in a block, hence
   * equal numbers mean equal buyers.
   */
  public int[] buyerRuns() {
    int[] runs = new int[size()];
    for (int basket = 1; basket < runs.length; basket++) {
      runs[basket] = runs[basket - 1] + (buyers[basket] == buyers[basket - 1] ? 0 : 1);
    }
    return runs;
  }

  /** The baskets of the days from {@code from} to before {@code to}. */
  public BasketBlock between(int from, int to) {
    return where(basket -> days[basket] >= from && days[basket] < to);
  }

  /** The baskets that satisfy a condition on their position. */
  public BasketBlock where(IntPredicate condition) {
    Builder kept = new Builder();
    for (int basket = 0; basket < size(); basket++) {
      if (condition.test(basket)) {
        kept.add(buyers[basket], keys[basket], days[basket], basket(basket));
      }
    }
    return kept.build();
  }

  /** The baskets of several blocks in one; the blocks must not share a buyer. */
  public static BasketBlock concat(List<BasketBlock> blocks) {
    int size = blocks.stream().mapToInt(BasketBlock::size).sum();
    int entries = Math.toIntExact(blocks.stream().mapToLong(block -> block.items.length).sum());
    BasketBlock all =
        new BasketBlock(
            new long[size], new long[size], new int[size], new int[size + 1], new int[entries]);
    int at = 0;
    for (BasketBlock block : blocks) {
      System.arraycopy(block.buyers, 0, all.buyers, at, block.size());
      System.arraycopy(block.keys, 0, all.keys, at, block.size());
      System.arraycopy(block.days, 0, all.days, at, block.size());
      System.arraycopy(block.items, 0, all.items, all.offsets[at], block.items.length);
      for (int basket = 0; basket < block.size(); basket++) {
        all.offsets[at + basket + 1] = all.offsets[at + basket] + block.length(basket);
      }
      at += block.size();
    }
    return all;
  }

  /** Shuffles move blocks as bytes: Java's serialization takes arrays of numbers one by one. */
  private Object writeReplace() {
    ByteBuffer bytes =
        ByteBuffer.allocate(
            Math.toIntExact(
                2L * Integer.BYTES
                    + (2L * Long.BYTES + Integer.BYTES) * size()
                    + (long) Integer.BYTES * (offsets.length + items.length)));
    bytes.putInt(size()).putInt(items.length);
    bytes.asLongBuffer().put(buyers).put(keys);
    bytes.position(bytes.position() + 2 * Long.BYTES * size());
    bytes.asIntBuffer().put(days).put(offsets).put(items);
    return new Packed(bytes.array());
  }

  private record Packed(byte[] bytes) implements Serializable {
    private Object readResolve() {
      ByteBuffer from = ByteBuffer.wrap(bytes);
      int size = from.getInt();
      int entries = from.getInt();
      BasketBlock block =
          new BasketBlock(
              new long[size], new long[size], new int[size], new int[size + 1], new int[entries]);
      from.asLongBuffer().get(block.buyers).get(block.keys);
      from.position(from.position() + 2 * Long.BYTES * size);
      from.asIntBuffer().get(block.days).get(block.offsets).get(block.items);
      return block;
    }
  }

  /** Grows a block basket by basket. */
  public static final class Builder {
    private long[] buyers = new long[16];
    private long[] keys = new long[16];
    private int[] days = new int[16];
    private int[] offsets = new int[17];
    private int[] items = new int[64];
    private int size;

    /** Adds one basket. */
    public void add(long buyer, long key, int day, int[] basket) {
      add(buyer, key, day, basket, basket.length);
    }

    /** Adds one basket: the first {@code length} numbers. */
    void add(long buyer, long key, int day, int[] basket, int length) {
      if (size == buyers.length) {
        int capacity = size + (size >> 1);
        buyers = Arrays.copyOf(buyers, capacity);
        keys = Arrays.copyOf(keys, capacity);
        days = Arrays.copyOf(days, capacity);
        offsets = Arrays.copyOf(offsets, capacity + 1);
      }
      int end = Math.addExact(offsets[size], length);
      if (end > items.length) {
        items = Arrays.copyOf(items, Math.max(end, items.length + (items.length >> 1)));
      }
      System.arraycopy(basket, 0, items, offsets[size], length);
      buyers[size] = buyer;
      keys[size] = key;
      days[size] = day;
      size++;
      offsets[size] = end;
    }

    /** The block. */
    public BasketBlock build() {
      return new BasketBlock(
          Arrays.copyOf(buyers, size),
          Arrays.copyOf(keys, size),
          Arrays.copyOf(days, size),
          Arrays.copyOf(offsets, size + 1),
          Arrays.copyOf(items, offsets[size]));
    }
  }
}

package io.basketwise.bundles;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Itemsets as a trie in breadth-first order, siblings ascending: the nodes of an artifact. All of
 * an itemset's subsets are in it, because they are at least as frequent and have at least as many
 * buyers.
 *
 * @param levels where the itemsets of 1, 2, ... items start, and the number of nodes at the end
 * @param item last item of a node's itemset
 * @param parent node of the itemset without its last item, -1 for a single item
 * @param children where a node's children start; one more than nodes
 * @param count baskets with the itemset
 * @param buyers distinct buyers of the itemset
 */
record ItemsetTrie(
    int[] levels, int[] item, int[] parent, int[] children, int[] count, int[] buyers) {

  /** The itemsets of at least {@code minBuyers} distinct buyers. */
  static ItemsetTrie of(FrequentItemsets itemsets, int minBuyers) {
    int[] kept =
        IntStream.range(0, itemsets.size())
            .filter(i -> itemsets.buyers()[i] >= minBuyers)
            .toArray();
    int longest = IntStream.of(kept).map(itemsets::length).max().orElse(0);
    Builder builder = new Builder(itemsets, kept.length, longest);
    for (int length = 1; length <= longest; length++) {
      int wanted = length;
      builder.addLevel(IntStream.of(kept).filter(i -> itemsets.length(i) == wanted).toArray());
    }
    return builder.build();
  }

  /** Number of itemsets. */
  int size() {
    return item.length;
  }

  /** The child of a node that ends in an item; of node -1, the single item itself. */
  int child(int node, int wanted) {
    int from = node < 0 ? 0 : children[node];
    int to = children[node + 1];
    return Arrays.binarySearch(item, from, to, wanted);
  }

  /** Adds the trie level by level; a level's sorted keys are its nodes' parents and last items. */
  private static final class Builder {
    private final FrequentItemsets itemsets;
    private final List<long[]> keys = new ArrayList<>();
    private final int[] levels;
    private final int[] item;
    private final int[] parent;
    private final int[] count;
    private final int[] buyers;
    private int size;

    Builder(FrequentItemsets itemsets, int nodes, int longest) {
      this.itemsets = itemsets;
      this.levels = new int[longest + 1];
      this.item = new int[nodes];
      this.parent = new int[nodes];
      this.count = new int[nodes];
      this.buyers = new int[nodes];
    }

    /** Adds the itemsets that are one item longer than those of the last level. */
    void addLevel(int[] indices) {
      int level = keys.size();
      long[] keyOf = new long[indices.length];
      IntStream.range(0, indices.length).parallel().forEach(i -> keyOf[i] = key(indices[i], level));
      long[] sorted = keyOf.clone();
      Arrays.parallelSort(sorted);
      for (int i = 0; i < sorted.length; i++) {
        if (i > 0 && sorted[i - 1] == sorted[i]) {
          throw new IllegalArgumentException("An itemset is there twice");
        }
        item[size + i] = (int) sorted[i];
        parent[size + i] = (int) (sorted[i] >> 32);
      }
      for (int i = 0; i < indices.length; i++) {
        int node = size + Arrays.binarySearch(sorted, keyOf[i]);
        count[node] = itemsets.counts()[indices[i]];
        buyers[node] = itemsets.buyers()[indices[i]];
      }
      keys.add(sorted);
      size += sorted.length;
      levels[level + 1] = size;
    }

    /** The node of an itemset's prefix, found level by level, and its last item. */
    private long key(int index, int level) {
      int offset = itemsets.offsets()[index];
      int node = -1;
      for (int above = 0; above < level; above++) {
        long wanted = ((long) node << 32) | itemsets.items()[offset + above];
        int found = Arrays.binarySearch(keys.get(above), wanted);
        if (found < 0) {
          throw new IllegalArgumentException(
              "Itemset "
                  + Arrays.toString(itemsets.itemset(index))
                  + " is there without its prefix");
        }
        node = levels[above] + found;
      }
      return ((long) node << 32) | itemsets.items()[offset + level];
    }

    ItemsetTrie build() {
      int[] children = new int[size + 1];
      for (int node = 0; node < size; node++) {
        children[parent[node] + 1]++;
      }
      Arrays.parallelPrefix(children, Integer::sum);
      return new ItemsetTrie(levels, item, parent, children, count, buyers);
    }
  }
}

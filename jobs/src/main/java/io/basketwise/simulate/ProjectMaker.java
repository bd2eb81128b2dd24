package io.basketwise.simulate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Draws the projects: items of different leaves that one job needs together. */
final class ProjectMaker {
  private static final int MIN_SIZE = 3;
  private static final int MAX_SIZE = 5;
  private static final double SAME_DEPARTMENT = 0.75;
  private static final int TRIES = 40;

  private final List<Item> items;
  private final int[][] leaves;
  private final Dice dice;

  ProjectMaker(List<Item> items, int[][] leaves, Dice dice) {
    this.items = items;
    this.leaves = leaves;
    this.dice = dice;
  }

  int[][] make() {
    int[][] projects = new int[items.size() / Model.ITEMS_PER_PROJECT][];
    for (int p = 0; p < projects.length; p++) {
      projects[p] = draw();
    }
    return projects;
  }

  private int[] draw() {
    int size = MIN_SIZE + dice.below(MAX_SIZE - MIN_SIZE + 1);
    int department = dice.below(Words.DEPARTMENTS.size());
    Map<Integer, Integer> itemOfLeaf = new LinkedHashMap<>();
    for (int tries = 0; tries < TRIES && itemOfLeaf.size() < size; tries++) {
      int leaf = dice.chance(SAME_DEPARTMENT) ? leafOf(department) : dice.below(leaves.length);
      int[] products = leaves[leaf];
      itemOfLeaf.putIfAbsent(leaf, products[dice.skewed(products.length)]);
    }
    return itemOfLeaf.values().stream().mapToInt(Integer::intValue).toArray();
  }

  private int leafOf(int department) {
    int departments = Words.DEPARTMENTS.size();
    int round = dice.below(Math.max(1, leaves.length / departments));
    return Math.min(round * departments + department, leaves.length - 1);
  }
}

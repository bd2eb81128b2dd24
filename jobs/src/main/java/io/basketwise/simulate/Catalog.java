package io.basketwise.simulate;

import java.util.List;

/**
 * The items and what truly holds between them.
 *
 * @param leaves per leaf its products, most popular first
 * @param nextTier per item the next better version, -1 = none
 * @param accessories per leaf the add-on that fits its families, -1 = none
 * @param projects per project its items
 * @param projectsOf per item the projects it belongs to
 * @param givable items that others like to give
 */
record Catalog(
    List<Item> items,
    int[][] leaves,
    int[] nextTier,
    int[] accessories,
    int[][] projects,
    int[][] projectsOf,
    int[] givable) {
  Item item(int index) {
    return items.get(index);
  }
}

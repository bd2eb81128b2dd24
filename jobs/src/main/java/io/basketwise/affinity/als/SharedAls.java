package io.basketwise.affinity.als;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Alternating least squares over arrays that all threads of one machine share. Memory: 16 bytes a
 * rating and 4 rank + 20 bytes a user and an item.
 */
final class SharedAls {
  /** Ratings that a thread takes on at once. */
  private static final int PORTION = 50_000;

  private final AlsParameters parameters;
  private final Csr byUser;
  private final Csr byItem;
  private final int[] userStarts;
  private final int[] itemStarts;
  private final float[][] users;
  private final float[][] items;

  SharedAls(AlsParameters parameters, UserRatings ratings, int items) {
    this.parameters = parameters;
    this.byUser = ratings.ratings();
    this.byItem = byUser.transpose(items);
    Blocks blocks = Blocks.of(byUser.entries(), items);
    this.userStarts = blocks.userStarts(ratings.users());
    this.itemStarts = blocks.itemStarts();
    this.users = new float[ratings.users().length][parameters.rank()];
    this.items = Blocks.start(parameters, byItem, 0);
  }

  /** Bytes that a fit of this size holds. */
  static long bytes(long ratings, long users, long items, int rank) {
    return 16 * ratings + (4L * rank + 20) * (users + items);
  }

  /** Runs all iterations. */
  float[][] fit() {
    for (int iteration = 0; iteration < parameters.iterations(); iteration++) {
      solveUsers();
      solveItems();
    }
    return items;
  }

  void solveUsers() {
    solve(byUser, items, gram(items, itemStarts), users);
  }

  void solveItems() {
    solve(byItem, users, gram(users, userStarts), items);
  }

  float[][] users() {
    return users;
  }

  float[][] items() {
    return items;
  }

  private float[][] gram(float[][] rows, int[] starts) {
    List<double[]> blocks =
        IntStream.range(0, starts.length - 1)
            .parallel()
            .mapToObj(b -> Gram.of(rows, starts[b], starts[b + 1], parameters.rank()))
            .toList();
    return Gram.sum(blocks, parameters.rank());
  }

  private void solve(Csr ratings, float[][] other, float[][] gram, float[][] rows) {
    int[] bounds = portions(ratings);
    IntStream.range(0, bounds.length - 1)
        .parallel()
        .forEach(
            portion ->
                HalfStep.solve(
                    parameters, gram, ratings, other, rows, bounds[portion], bounds[portion + 1]));
  }

  /** Bounds of runs of rows with about equal numbers of ratings. */
  private static int[] portions(Csr ratings) {
    List<Integer> bounds = new ArrayList<>(List.of(0));
    long next = PORTION;
    for (int row = 1; row < ratings.rows(); row++) {
      if (ratings.offsets()[row] >= next) {
        bounds.add(row);
        next = ratings.offsets()[row] + (long) PORTION;
      }
    }
    bounds.add(ratings.rows());
    return bounds.stream().mapToInt(Integer::intValue).toArray();
  }
}

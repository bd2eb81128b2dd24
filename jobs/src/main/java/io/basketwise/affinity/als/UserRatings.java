package io.basketwise.affinity.als;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Ratings of some users, user by user.
 *
 * @param users hash of each user, strictly ascending
 * @param ratings a row per user, a column per item, columns ascending; ratings are above 0
 */
public record UserRatings(long[] users, Csr ratings) implements Serializable {

  /** The users of several parts, which share none, in one. */
  static UserRatings merge(List<UserRatings> parts) {
    int users = parts.stream().mapToInt(part -> part.users.length).sum();
    int entries = Math.toIntExact(parts.stream().mapToLong(part -> part.ratings.entries()).sum());
    Builder merged = new Builder(users, entries);
    PriorityQueue<Cursor> next = new PriorityQueue<>(Comparator.comparingLong(Cursor::user));
    for (UserRatings part : parts) {
      if (part.users.length > 0) {
        next.add(new Cursor(part));
      }
    }
    while (!next.isEmpty()) {
      Cursor cursor = next.remove();
      merged.add(cursor.part, cursor.row);
      if (++cursor.row < cursor.part.users.length) {
        next.add(cursor);
      }
    }
    return merged.build();
  }

  /** The users from one row to before another. */
  UserRatings rows(int from, int to) {
    return new UserRatings(Arrays.copyOfRange(users, from, to), ratings.slice(from, to));
  }

  private static final class Cursor {
    final UserRatings part;
    int row;

    Cursor(UserRatings part) {
      this.part = part;
    }

    long user() {
      return part.users[row];
    }
  }

  /** Copies users in ascending order. */
  private static final class Builder {
    private final long[] users;
    private final int[] offsets;
    private final int[] columns;
    private final float[] values;
    private int size;

    Builder(int users, int entries) {
      this.users = new long[users];
      this.offsets = new int[users + 1];
      this.columns = new int[entries];
      this.values = new float[entries];
    }

    void add(UserRatings from, int row) {
      if (size > 0 && users[size - 1] >= from.users[row]) {
        throw new IllegalArgumentException("Users are not in ascending order, or one comes twice");
      }
      int start = from.ratings.offsets()[row];
      int length = from.ratings.offsets()[row + 1] - start;
      users[size] = from.users[row];
      System.arraycopy(from.ratings.columns(), start, columns, offsets[size], length);
      System.arraycopy(from.ratings.values(), start, values, offsets[size], length);
      offsets[size + 1] = offsets[size] + length;
      size++;
    }

    UserRatings build() {
      return new UserRatings(users, new Csr(offsets, columns, values));
    }
  }
}

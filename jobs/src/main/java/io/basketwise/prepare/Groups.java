package io.basketwise.prepare;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Cuts a sorted stream into runs of neighbours that belong together; holds one run at a time. */
final class Groups<T> implements Iterator<List<T>> {
  private final Iterator<T> sorted;
  private final BiPredicate<T, T> together;
  private @Nullable T head;

  Groups(Iterator<T> sorted, BiPredicate<T, T> together) {
    this.sorted = sorted;
    this.together = together;
    this.head = sorted.hasNext() ? sorted.next() : null;
  }

  @Override
  public boolean hasNext() {
    return head != null;
  }

  @Override
  public List<T> next() {
    T first = head;
    if (first == null) {
      throw new NoSuchElementException("No group is left");
    }
    List<T> run = new ArrayList<>();
    run.add(first);
    head = null;
    while (sorted.hasNext()) {
      T row = sorted.next();
      if (!together.test(run.get(run.size() - 1), row)) {
        head = row;
        break;
      }
      run.add(row);
    }
    return run;
  }
}

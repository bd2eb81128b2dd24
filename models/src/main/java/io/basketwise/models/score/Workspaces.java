package io.basketwise.models.score;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Workspaces that wait for the next decision. A thread looks in a place of its own first, so that
 * threads seldom meet; no thread keeps one, so that nothing outlives the scorer.
 */
final class Workspaces {
  private static final int PLACES = 64;

  /** References that share no cache line: 64 bytes hold 16 of 4 bytes. */
  private static final int STRIDE = 16;

  private final AtomicReferenceArray<@Nullable Workspace> waiting =
      new AtomicReferenceArray<>(PLACES * STRIDE);

  private static int place() {
    return (int) (Thread.currentThread().getId() & (PLACES - 1)) * STRIDE;
  }

  boolean isWarm() {
    return waiting.get(place()) != null;
  }

  /** A workspace for one decision. */
  Workspace take() {
    Workspace found = waiting.getAndSet(place(), null);
    return found == null ? new Workspace() : found;
  }

  /** Gives it back. */
  void put(Workspace workspace) {
    waiting.set(place(), workspace);
  }
}

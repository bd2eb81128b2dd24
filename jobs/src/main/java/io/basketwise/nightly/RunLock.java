package io.basketwise.nightly;

import io.basketwise.config.Location;
import io.basketwise.config.ShopConfig;
import io.basketwise.failure.Refusal;
import io.basketwise.storage.LockHolder;
import io.basketwise.storage.Storage;
import java.util.List;
import java.util.Optional;

/** One run at a time per lake, by a lock that outlives no crash. */
interface RunLock extends AutoCloseable {
  /** Its file, in the lake. */
  String FILE = ".lock";

  /** Takes the lock of a shop's lake, or refuses when another run has it. */
  static RunLock take(ShopConfig config, LockHolder holder) {
    Location lake = config.lake();
    return lake.local().isPresent()
        ? LocalRunLock.take(lake.local().get(), holder)
        : RemoteRunLock.take(
            Storage.files(lake, Storage.settings(config)), Storage.path(lake), holder);
  }

  /** What a run is told that finds another one at work. */
  static Refusal locked(Object lake, Object file, Optional<LockHolder> other, LockHolder now) {
    return Refusal.locked(
        "Another run is at work on " + lake,
        other
            .map(run -> run.told(now.startedAt()) + " holds " + file)
            .orElse("a run that has only just begun holds " + file),
        "wait until it ends; a run that was killed leaves no lock behind");
  }

  /** The runs that held the lock until they were killed, of which nobody may have told yet. */
  List<LockHolder> killed();

  /** They were told; before that, they are left to the next holder. */
  void told();

  /**
   * Whether who lost the lock is dead. A holder of a lock in a store may have stood still, and may
   * wake and commit what it has written.
   */
  boolean outlivesHolders();

  /**
   * Refuses to go on without the lock: to be asked before each change that others see. The
   * operating system never takes one away.
   */
  default void check() {}

  @Override
  void close();
}

package io.basketwise.nightly;

import io.basketwise.config.Location;
import io.basketwise.config.ShopConfig;
import io.basketwise.failure.Refusal;
import io.basketwise.prepare.Lake;
import io.basketwise.storage.LockHolder;
import io.basketwise.storage.Mark;
import io.basketwise.storage.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * An empty lake inside a shop's, where the cluster reaches it, for making a version again; it is
 * gone when it is closed. What a killed run leaves of one is a copy of personal data, which the
 * next run on the shop's lake removes.
 */
public final class ScratchLake implements AutoCloseable {
  private static final String PREFIX = ".reproduce-";

  private final ShopConfig shop;
  private final Location place;

  private ScratchLake(ShopConfig shop, Location place) {
    this.shop = shop;
    this.place = place;
  }

  /** A new one; its folder is made by whoever writes into it. */
  public static ScratchLake of(ShopConfig shop) {
    return new ScratchLake(shop, shop.lake().resolve(PREFIX + Mark.next()));
  }

  /** Where it lies. */
  public Location place() {
    return place;
  }

  /** Removes those that no run is at work on; the caller holds the lock of the shop's lake. */
  static void sweep(ShopConfig shop, Instant now) {
    try {
      FileSystem files = Storage.files(shop.lake(), Storage.settings(shop));
      for (FileStatus each : files.listStatus(Storage.path(shop.lake()))) {
        String name = each.getPath().getName();
        if (name.startsWith(PREFIX) && wasUsed(files, each.getPath())) {
          new ScratchLake(shop, shop.lake().resolve(name)).deleteUnlessHeld(now);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot sweep " + shop.lake(), e);
    }
  }

  /** One that is neither locked nor filled yet may belong to a run that is about to take it. */
  private static boolean wasUsed(FileSystem files, Path folder) throws IOException {
    return files.exists(new Path(folder, RunLock.FILE))
        || files.exists(new Path(folder, Lake.ORDERS));
  }

  private void deleteUnlessHeld(Instant now) {
    try (RunLock lock = RunLock.take(shop.in(place), LockHolder.here(now))) {
      close();
    } catch (Refusal refusal) {
      if (refusal.kind() != Refusal.Kind.LOCKED) {
        throw refusal;
      }
    }
  }

  @Override
  public void close() {
    try {
      Storage.files(place, Storage.settings(shop)).delete(Storage.path(place), true);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + place, e);
    }
  }
}

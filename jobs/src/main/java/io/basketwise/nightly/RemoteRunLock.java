package io.basketwise.nightly;

import io.basketwise.storage.ObjectLock;
import io.basketwise.storage.ObjectLock.HeldException;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The lock of a lake on HDFS or in an object store. */
final class RemoteRunLock implements RunLock {
  private final ObjectLock lock;

  private RemoteRunLock(ObjectLock lock) {
    this.lock = lock;
  }

  static RemoteRunLock take(FileSystem files, Path lake, LockHolder holder) {
    Path file = new Path(lake, FILE);
    try {
      return new RemoteRunLock(ObjectLock.take(files, file, holder.json(), RemoteRunLock::gone));
    } catch (HeldException held) {
      throw RunLock.locked(lake, file, LockHolder.read(held.holder()), holder);
    }
  }

  /** A process of this machine needs no watching. */
  private static boolean gone(String holder) {
    return LockHolder.read(holder).filter(LockHolder::mayLive).isEmpty() && !holder.isBlank();
  }

  @Override
  public Optional<LockHolder> killed() {
    return lock.left().flatMap(LockHolder::read);
  }

  @Override
  public void check() {
    lock.check();
  }

  @Override
  public void close() {
    lock.close();
  }
}

package io.basketwise.nightly;

import io.basketwise.storage.LockHolder;
import io.basketwise.storage.ObjectLock;
import io.basketwise.storage.ObjectLock.HeldException;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The lock of a lake on HDFS or in an object store. */
final class RemoteRunLock implements RunLock {
  private final ObjectLock lock;
  private final LockText text;
  private boolean told;

  private RemoteRunLock(ObjectLock lock) {
    this.lock = lock;
    this.text = LockText.read(lock.text());
    this.told = text.killed().isEmpty();
  }

  static RemoteRunLock take(FileSystem files, Path lake, LockHolder holder) {
    Path file = new Path(lake, FILE);
    try {
      return new RemoteRunLock(
          ObjectLock.take(
              files,
              file,
              left -> LockText.read(left).next(holder).json(),
              // A process of this machine needs no watching.
              LockHolder::isGone));
    } catch (HeldException held) {
      throw RunLock.locked(lake, file, LockHolder.read(held.holder()), holder);
    }
  }

  @Override
  public List<LockHolder> killed() {
    return text.killed();
  }

  @Override
  public boolean outlivesHolders() {
    return false;
  }

  @Override
  public void told() {
    told = true;
  }

  @Override
  public void check() {
    lock.check();
  }

  @Override
  public void close() {
    if (told) {
      lock.close();
    } else {
      lock.leave(text.givenBack().json());
    }
  }
}

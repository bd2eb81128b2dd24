package io.basketwise.report;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/**
 * How much of the heap is in use: all of it, garbage included, and what a collection left, which is
 * what a run needs. A collection of the young generation leaves old garbage, so that the second
 * figure is an upper bound too.
 */
final class HeapGauge implements AutoCloseable {
  private final List<MemoryPoolMXBean> pools =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .toList();
  private final List<String> poolNames = pools.stream().map(MemoryPoolMXBean::getName).toList();
  private final NotificationListener listener = (notification, from) -> collected(notification);
  private long live;
  private long mostLive;

  HeapGauge() {
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      ((NotificationEmitter) collector).addNotificationListener(listener, null, null);
    }
  }

  private void collected(Notification notification) {
    if (notification
        .getType()
        .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
      Map<String, MemoryUsage> after =
          GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData())
              .getGcInfo()
              .getMemoryUsageAfterGc();
      note(
          after.entrySet().stream()
              .filter(pool -> poolNames.contains(pool.getKey()))
              .collect(Collectors.summingLong(pool -> pool.getValue().getUsed())));
    }
  }

  private synchronized void note(long bytes) {
    live = bytes;
    mostLive = Math.max(mostLive, bytes);
  }

  /** Forgets the peaks; returns what the last collection left. */
  synchronized long reset() {
    pools.forEach(MemoryPoolMXBean::resetPeakUsage);
    mostLive = live;
    return live;
  }

  /** Most bytes in use since the last reset, garbage included. */
  long peak() {
    return pools.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
  }

  /** Most bytes that a collection left since the last reset. */
  synchronized long mostLive() {
    return mostLive;
  }

  @Override
  public void close() {
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      try {
        ((NotificationEmitter) collector).removeNotificationListener(listener);
      } catch (javax.management.ListenerNotFoundException gone) {
        throw new IllegalStateException("A collector forgot its listener", gone);
      }
    }
  }
}

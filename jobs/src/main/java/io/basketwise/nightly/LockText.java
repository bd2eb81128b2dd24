package io.basketwise.nightly;

import io.basketwise.models.artifact.Json;
import io.basketwise.models.artifact.JsonException;
import io.basketwise.storage.LockHolder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the lock of a lake tells: who has it, and who was killed with it. The latter are handed on
 * from holder to holder until one of them has told of them.
 *
 * @param holder empty once the lock was given back
 * @param killed in the order of their deaths
 */
record LockText(Optional<LockHolder> holder, List<LockHolder> killed) {
  /** Of more killed runs in a row the first are forgotten; most were told by then. */
  private static final int MOST_KILLED = 16;

  private static final LockText NOBODY = new LockText(Optional.empty(), List.of());
  private static final String KILLED = "killed";

  LockText {
    killed = List.copyOf(killed.subList(Math.max(0, killed.size() - MOST_KILLED), killed.size()));
  }

  /** A lock's text; of one that is half written or of an older build, as much as can be read. */
  static LockText read(String text) {
    try {
      return !text.isBlank() && Json.read(text) instanceof Map<?, ?> told
          ? new LockText(LockHolder.of(told), killed(told.get(KILLED)))
          : NOBODY;
    } catch (JsonException halfWritten) {
      return NOBODY;
    }
  }

  private static List<LockHolder> killed(@Nullable Object told) {
    return told instanceof List<?> all
        ? all.stream().flatMap(each -> LockHolder.of(each).stream()).toList()
        : List.of();
  }

  /** The text of the next holder, who found this one. */
  LockText next(LockHolder next) {
    List<LockHolder> all = new ArrayList<>(killed);
    holder.ifPresent(all::add);
    return new LockText(Optional.of(next), all);
  }

  /** The text of a lock that was given back before anybody was told of the killed ones. */
  LockText givenBack() {
    return new LockText(Optional.empty(), killed);
  }

  String json() {
    Map<String, Object> told = new LinkedHashMap<>();
    holder.ifPresent(run -> told.putAll(run.fields()));
    if (!killed.isEmpty()) {
      told.put(KILLED, killed.stream().<Object>map(LockHolder::fields).toList());
    }
    return Json.write(told) + "\n";
  }
}

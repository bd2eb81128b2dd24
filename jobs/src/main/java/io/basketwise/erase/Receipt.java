package io.basketwise.erase;

import io.basketwise.models.artifact.Json;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an erasure has removed. It names nobody.
 *
 * @param kind which column of the contract the id is of, without its suffix
 * @param hash salted hash of the id; the salt lies in the lake
 * @param erasedAt when
 * @param visitors how many visitor ids the person was seen as
 * @param removed rows removed by table of the lake
 * @param complete whether the erasure came to its end; another run removes the rest
 */
public record Receipt(
    String kind,
    String hash,
    Instant erasedAt,
    int visitors,
    Map<String, Long> removed,
    boolean complete) {
  public Receipt {
    removed = Map.copyOf(removed);
  }

  /** As JSON, one field a line. */
  public String toJson() {
    Map<String, Object> tree = new TreeMap<>();
    tree.put(kind + "_sha256", hash);
    tree.put("erased_at", erasedAt.toString());
    tree.put("visitors", (long) visitors);
    tree.put("rows_removed", new TreeMap<>(removed));
    tree.put("complete", complete);
    if (complete) {
      tree.put("past_versions", "of every table vacuumed");
    }
    return Json.pretty(tree);
  }
}

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
 * @param learnedAgain what became of learning without the person: a version that counts the person
 *     stays live until one is published
 */
public record Receipt(
    String kind,
    String hash,
    Instant erasedAt,
    int visitors,
    Map<String, Long> removed,
    boolean complete,
    String learnedAgain) {
  /** What is said of learning before it has ended. */
  public static final String NOT_YET = "not yet";

  public Receipt {
    removed = Map.copyOf(removed);
  }

  /** The same, with what became of learning without the person. */
  public Receipt learnedAgain(String told) {
    return new Receipt(kind, hash, erasedAt, visitors, removed, complete, told);
  }

  /** As JSON, one field a line. */
  public String toJson() {
    Map<String, Object> tree = new TreeMap<>();
    tree.put(kind + "_sha256", hash);
    tree.put("erased_at", erasedAt.toString());
    tree.put("visitors", (long) visitors);
    tree.put("rows_removed", new TreeMap<>(removed));
    tree.put("complete", complete);
    tree.put("learned_again", learnedAgain);
    if (complete) {
      tree.put("past_versions", "of every table vacuumed");
    }
    return Json.pretty(tree);
  }
}

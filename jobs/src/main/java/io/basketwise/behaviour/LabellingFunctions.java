package io.basketwise.behaviour;

import io.basketwise.failure.Refusal;
import io.basketwise.models.decision.Intent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The functions that vote for an intent or abstain: SQL conditions over the columns of a whole
 * session and what followed, which are those of {@link SessionRow} and every session feature by its
 * key. {@code dwell_item_q75} stands for the third quartile of {@code dwell_item} over the
 * sessions, and so on.
 */
public final class LabellingFunctions {
  /** Votes are the bits of a long. */
  private static final int MOST = 62;

  private static final Map<String, String> SHIPPED =
      Map.ofEntries(
          // Finds by searching, fills the cart, looks at what is used together, and is quick.
          Map.entry("problem_solver.searches", "search_share >= search_share_q75"),
          Map.entry("problem_solver.fills", "add_share >= add_share_q75"),
          Map.entry("problem_solver.project", "related_moves >= 0.2 or cart_related >= 0.5"),
          Map.entry("problem_solver.hurries", "dwell_item <= dwell_item_q25"),
          // Compares versions, looks above what it has or bought it, reads long, in the evening.
          Map.entry("upgrader.versions", "family_moves >= 0.25"),
          Map.entry("upgrader.above", "above_owned > 0 or upgraded"),
          Map.entry("upgrader.dear", "price_place >= price_place_q75"),
          Map.entry("upgrader.reads", "dwell_item >= dwell_item_q90"),
          Map.entry("upgrader.evening", "hour >= 19"),
          // Many of one thing, cheap, in office hours.
          Map.entry("bulk_buyer.units", "cart_max_quantity >= 4 or max_units >= 4"),
          Map.entry("bulk_buyer.unusual", "cart_quantity_ratio >= 1.5 or units_ratio >= 2"),
          Map.entry("bulk_buyer.cheap", "price_place <= price_place_q25"),
          Map.entry("bulk_buyer.office", "hour >= 7 and hour < 13"),
          // Says so, looks at what others give, picks from all over the shop without a search.
          Map.entry("gift_shopper.says", "gift"),
          Map.entry("gift_shopper.gifts", "gift_share >= gift_share_q75"),
          Map.entry(
              "gift_shopper.picks",
              "category_share >= 0.9 and adds >= 1 and search_share < search_share_q75"),
          // Looks much and far, reads to the end, takes little and buys nothing.
          Map.entry("explorer.leaves", "adds = 0 and views >= 5"),
          Map.entry("explorer.wanders", "wander >= 0.6 and add_share <= 0.3"),
          Map.entry("explorer.scrolls", "scroll >= scroll_q75"),
          Map.entry("explorer.wide", "views >= views_q75 and not purchased"));

  /** A function: votes for its intent where the condition holds. */
  public record Function(Intent intent, String name, String condition) {}

  private LabellingFunctions() {}

  /** The shipped functions under the shop's own, by intent and name. */
  public static List<Function> of(Map<String, String> own) {
    Map<String, String> all = new TreeMap<>(SHIPPED);
    all.putAll(own);
    List<Function> functions = new ArrayList<>();
    all.forEach(
        (key, condition) -> {
          int dot = key.indexOf('.');
          if (!condition.trim().equalsIgnoreCase("false")) {
            functions.add(
                new Function(
                    Intent.of(key.substring(0, dot)).orElseThrow(),
                    key.substring(dot + 1),
                    condition));
          }
        });
    if (functions.size() > MOST) {
      throw Refusal.configuration(
          "There are too many labelling functions",
          "'behaviour.labelling' and the shipped ones are " + functions.size(),
          "switch some off with false, until " + MOST + " are left");
    }
    return functions;
  }
}

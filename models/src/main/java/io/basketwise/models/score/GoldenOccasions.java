package io.basketwise.models.score;

import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.ArtifactException;
import io.basketwise.models.artifact.Items;
import io.basketwise.models.artifact.NeighbourTable;
import io.basketwise.models.artifact.Relation;
import io.basketwise.models.decision.Placement;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a moment tells beside its cart: stock, what was shown, what somebody has, consent, a visitor
 * of an experiment, a feed that has grown old. Each adds members to a moment's JSON, or replaces
 * them; all of them name nobody.
 */
final class GoldenOccasions {
  private static final String VISITOR = "golden-visitor";

  private final Artifact artifact;
  private final Instant at;
  private final Map<String, Map<String, Object>> all = new LinkedHashMap<>();

  private GoldenOccasions(Artifact artifact, Instant at) {
    this.artifact = artifact;
    this.at = at;
  }

  /** Members by the name of the occasion, for a cart at a time. */
  static Map<String, Map<String, Object>> of(Artifact artifact, Instant at, List<String> cart) {
    var occasions = new GoldenOccasions(artifact, at);
    occasions.person(cart);
    occasions.place(cart);
    occasions.replenishment();
    return occasions.all;
  }

  private void person(List<String> cart) {
    all.put("consent", Map.of("consent", false));
    all.put("visitor", Map.of("visitor_id", VISITOR));
    all.put("first", ordered("customer_id", VISITOR, "first_time_buyer", true));
    all.put("owned", Map.of("owned", cart));
  }

  private void place(List<String> cart) {
    List<String> offered = offered(cart);
    var stock = new LinkedHashMap<String, Object>();
    for (String item : offered) {
      // Sold out, then sold more often than there was.
      stock.put(item, (long) -stock.size());
    }
    all.put("stock", Map.of("stock", stock));
    all.put("shown", Map.of("shown", offered));
    all.put("page", Map.of("on_page", offered));
    double hours = artifact.policy().maxStockAgeHours();
    if (Double.isFinite(hours)) {
      Instant late = at.plus(Duration.ofHours(2 * (long) Math.ceil(hours)));
      all.put("late", Map.of("at", late.toString()));
    }
  }

  /** The first two neighbours of the cart's first item, of whatever relation. */
  private List<String> offered(List<String> cart) {
    Items items = artifact.items();
    Set<String> offered = new LinkedHashSet<>();
    int anchor = items.find(cart.get(0));
    if (anchor < 0) {
      throw ArtifactException.damaged(
          artifact.folder(),
          "id " + cart.get(0) + " that is not found where it should be",
          "ids in strictly ascending order");
    }
    for (Relation relation : Relation.values()) {
      for (NeighbourTable table : artifact.affinity().neighbours(relation).stream().toList()) {
        for (int entry = table.first(anchor); entry < table.first(anchor + 1); entry++) {
          offered.add(items.id(table.item(entry)));
        }
      }
    }
    return offered.stream().limit(2).toList();
  }

  /** Something that is due again is told of by e-mail. */
  private void replenishment() {
    Items items = artifact.items();
    for (int item = 0; item < items.size(); item++) {
      int days = items.repurchaseDays(item);
      if (days > 0) {
        Instant ordered = at.minus(Duration.ofDays(days));
        Map<String, Object> thing =
            ordered("item_id", items.id(item), "ordered_at", ordered.toString());
        Map<String, Object> due = ordered("placement", Placement.EMAIL.key(), "cart", List.of());
        due.put("owned", List.of(thing));
        all.put("due", due);
        return;
      }
    }
  }

  /** Two members in this order: that of Map.of differs from one process to the next. */
  private static Map<String, Object> ordered(
      String name, Object value, String otherName, Object otherValue) {
    var members = new LinkedHashMap<String, Object>();
    members.put(name, value);
    members.put(otherName, otherValue);
    return members;
  }
}

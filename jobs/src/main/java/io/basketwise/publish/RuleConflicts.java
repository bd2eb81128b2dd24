package io.basketwise.publish;

import io.basketwise.models.artifact.PolicyRule;
import io.basketwise.models.artifact.PolicyRule.Action;
import io.basketwise.models.decision.Placement;
import io.basketwise.publish.PolicyLint.Remark;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Rules that take back what others give. A rule without items is one whose items nobody knows. */
final class RuleConflicts {
  private final List<PolicyRule> rules;
  private final List<Remark> remarks = new ArrayList<>();

  private RuleConflicts(List<PolicyRule> rules) {
    this.rules = rules;
  }

  /** Remarks on the rules that can still hold. */
  static List<Remark> of(List<PolicyRule> rules) {
    RuleConflicts conflicts = new RuleConflicts(rules);
    conflicts.of(Action.EXCLUDE).forEach(conflicts::exclusion);
    conflicts.of(Action.PIN).forEach(conflicts::pin);
    return List.copyOf(conflicts.remarks);
  }

  private List<PolicyRule> of(Action action) {
    return rules.stream().filter(rule -> rule.action() == action).toList();
  }

  private void exclusion(PolicyRule exclusion) {
    for (PolicyRule other : rules) {
      if (other.action() != Action.EXCLUDE && meet(exclusion, other)) {
        Set<String> both = new TreeSet<>(exclusion.items());
        both.retainAll(new HashSet<>(other.items()));
        remark(
            other,
            "excludes",
            exclusion,
            both,
            "take them out of one of the two; the exclusion wins");
      }
    }
  }

  /** What is pinned must be included where only some items are. */
  private void pin(PolicyRule pin) {
    List<PolicyRule> includes =
        of(Action.INCLUDE).stream().filter(each -> meet(each, pin)).toList();
    if (!includes.isEmpty() && includes.stream().noneMatch(each -> each.items().isEmpty())) {
      Set<String> left = new TreeSet<>(pin.items());
      includes.forEach(each -> left.removeAll(new HashSet<>(each.items())));
      remark(
          pin, "does not include", includes.get(0), left, "include them too, or do not pin them");
    }
  }

  private void remark(
      PolicyRule rule, String does, PolicyRule other, Set<String> items, String remedy) {
    if (!items.isEmpty()) {
      String what =
          String.format(
              Locale.ROOT,
              "would %s what rule %s %s: %,d of its items, such as %s",
              rule.action().name().toLowerCase(Locale.ROOT),
              other.id(),
              does,
              items.size(),
              items.iterator().next());
      remarks.add(new Remark("rule " + rule.id(), what, remedy));
    }
  }

  /** Whether two rules can hold at the same placement on the same day. */
  private static boolean meet(PolicyRule one, PolicyRule other) {
    boolean days = !one.from().isAfter(other.to()) && !other.from().isAfter(one.to());
    return days
        && Arrays.stream(Placement.values())
            .anyMatch(
                each ->
                    (one.placements().isEmpty() || one.placements().contains(each))
                        && (other.placements().isEmpty() || other.placements().contains(each)));
  }
}

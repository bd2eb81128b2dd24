package io.basketwise.models.score;

import io.basketwise.models.artifact.Items;
import io.basketwise.models.artifact.Policy;
import io.basketwise.models.artifact.PolicyRule;
import io.basketwise.models.decision.Moment;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;

/** The policy's rules with their items as indices. */
final class CompiledRules {
  private final List<Compiled> rules;

  private record Compiled(PolicyRule rule, int[] items) {
    boolean matches(int item) {
      return Arrays.binarySearch(items, item) >= 0;
    }
  }

  CompiledRules(Policy policy, Items items) {
    rules =
        policy.rules().stream()
            .map(
                rule ->
                    new Compiled(
                        rule,
                        rule.items().stream()
                            .mapToInt(items::find)
                            .filter(item -> item >= 0)
                            .sorted()
                            .toArray()))
            .toList();
  }

  /** The rules that hold at a moment. */
  Active at(Moment moment) {
    LocalDate day = LocalDate.ofInstant(moment.at(), ZoneOffset.UTC);
    return new Active(rules.stream().filter(c -> c.rule.active(moment.placement(), day)).toList());
  }

  /** Rules that hold now. */
  static final class Active {
    private final List<Compiled> rules;

    private Active(List<Compiled> rules) {
      this.rules = rules;
    }

    private boolean any(PolicyRule.Action action, int item) {
      return rules.stream().anyMatch(c -> c.rule.action() == action && c.matches(item));
    }

    boolean excluded(int item) {
      return any(PolicyRule.Action.EXCLUDE, item);
    }

    boolean pinned(int item) {
      return any(PolicyRule.Action.PIN, item);
    }

    /** The product of all boosts. */
    double boost(int item) {
      double factor = 1;
      for (Compiled compiled : rules) {
        if (compiled.rule.action() == PolicyRule.Action.BOOST && compiled.matches(item)) {
          factor *= compiled.rule.factor();
        }
      }
      return factor;
    }
  }
}

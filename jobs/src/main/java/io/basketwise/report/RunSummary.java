package io.basketwise.report;

import io.basketwise.behaviour.BehaviourReport;
import io.basketwise.evaluate.Evaluate;
import io.basketwise.evaluate.FitBlend;
import io.basketwise.prepare.RowAccount;
import io.basketwise.publish.Fit;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What a run did.
 *
 * @param accounts where every input row went
 * @param baskets baskets in the whole window
 * @param items items that are bought or listed
 * @param measured the fit that was measured on the holdout
 * @param behaviour how the models of behaviour fared; empty where none were learned
 * @param published the fit on everything up to the as-of date; empty when it was not asked for
 * @param version the version that is live through this run
 * @param refused the version that a gate refused, where it is kept aside
 */
public record RunSummary(
    String shop,
    LocalDate asOf,
    List<RowAccount> accounts,
    long baskets,
    int items,
    Fit measured,
    FitBlend.Result blend,
    Evaluate.Figures figures,
    Optional<BehaviourReport> behaviour,
    List<Verdict> gates,
    Optional<Fit> published,
    Optional<String> version,
    Optional<String> refused,
    List<String> notes,
    List<StepTimes.Step> steps,
    Path artifacts) {

  /** Whether every gate let the version pass. */
  public boolean passed() {
    return gates.stream().allMatch(Verdict::passed);
  }
}

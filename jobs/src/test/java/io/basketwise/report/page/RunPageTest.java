package io.basketwise.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.report.Records;
import io.basketwise.report.RunHistory;
import io.basketwise.report.RunRecord;
import io.basketwise.report.SummaryText;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RunPageTest {
  private static final RunHistory NONE = new RunHistory(List.of(), List.of());

  private static RunHistory history(RunRecord... records) {
    return new RunHistory(List.of(records), List.of());
  }

  @Test
  void sameRecordSameBytes() {
    assertThat(RunPage.of(SampleRuns.full(SampleRuns.DAY), NONE))
        .isEqualTo(RunPage.of(SampleRuns.full(SampleRuns.DAY), NONE));
  }

  @Test
  void thePageLoadsNothing() {
    String page = RunPage.of(SampleRuns.full(SampleRuns.DAY), NONE);
    assertThat(page)
        .containsPattern("default-src &#39;none&#39;")
        .doesNotContain("unsafe-inline", "unsafe-eval", "sourceMappingURL")
        .doesNotContainPattern("<(link|img|iframe|object|script)[^>]+(src|href)=")
        .doesNotContainPattern(Pattern.compile("style=\"", Pattern.LITERAL));
    assertThat(page.length()).isLessThan(300_000);
  }

  @Test
  void theFirstWordsAreTheVerdictAndWhatToDo() {
    assertThat(text(RunPage.of(SampleRuns.bare(SampleRuns.DAY), NONE)))
        .containsSubsequence(
            "tea &amp; more as of 2026-11-01",
            "Not published: gates.minHitRate refused the new version; version v2026-10-31 stays"
                + " live.",
            "What to do",
            "Look into gates.minHitRate: HR@6 of the blend at least 0.0200, it is 0.0100.",
            "Version r2026-11-01 is kept aside: versions publish --force --reason publishes it",
            "Have a look: share of guests of orders is 0.6200, and counts as a warning above 0.6.",
            "Gates",
            "Gates: 2 passed, 1 failed, 1 not judged, 1 live stays",
            "Why rows are in quarantine",
            "unit_price is negative",
            "9,990");
    assertThat(SummaryText.of(SampleRuns.bare(SampleRuns.DAY)))
        .contains("of the quarantined: unit_price is negative (9,990 rows)");
    assertThat(text(RunPage.of(Records.failed(), NONE)))
        .contains(
            "The run failed: No order line is left; version 20260228-0123456789ab stays live.",
            "mend the feed (cause: the table is empty).",
            "The run ended before a version could be judged.");
  }

  @Test
  void withoutClicksThereIsNoFunnel() {
    assertThat(text(RunPage.of(SampleRuns.bare(SampleRuns.DAY), NONE)))
        .contains("No clicks were read, so nothing is known of sessions: there is no funnel.");
    assertThat(text(RunPage.of(SampleRuns.full(SampleRuns.DAY), NONE)))
        .contains("item view 81,234, add to cart 30,100, checkout 12,000, purchase 9,876");
  }

  @Test
  void labelsThatAreGivenMakeCountsAndMarginsHaveTheShopsCurrency() {
    assertThat(text(RunPage.of(SampleRuns.full(SampleRuns.DAY), NONE)))
        .contains("60.0 (", "7.5 (", "Off-policy values in EUR with", "holdout, in EUR: new ");
    RunRecord given = Records.published();
    assertThat(text(RunPage.of(given, NONE))).contains("4.5 (").doesNotContain(" 4 (");
    double[][] confusion =
        given.learned().behaviour().orElseThrow().intent().orElseThrow().confusion();
    confusion[1][2] = 1_194;
    assertThat(text(RunPage.of(given, NONE))).contains(" 1,194 (").doesNotContain("1,194.0 (");
    assertThat(SummaryText.of(given)).contains(" 1,194 ").doesNotContain("1,194.0");
  }

  @Test
  void numbersThatCouldNotBeToldAreDashes() {
    assertThat(text(RunPage.of(Records.published(), history(Records.published()))))
        .contains(
            "age catalog –",
            "Against the live version 20260228-0123456789ab, as of 2026-02-28: HR@6 of 0.3000"
                + " against its 0.2500, a difference of 0.0500 (-0.0100 to 0.1100)",
            "A trend takes two runs that measured; there are not two yet.")
        .doesNotContain("NaN", "Infinity");
  }

  @Test
  void thePageAsOfADateNeverShowsWhatCameLater() {
    RunRecord before = SampleRuns.full(SampleRuns.DAY.minusDays(1));
    RunRecord run = SampleRuns.full(SampleRuns.DAY);
    RunRecord after = SampleRuns.full(SampleRuns.DAY.plusDays(1));
    assertThat(RunPage.of(run, history(before, run, after)))
        .isEqualTo(RunPage.of(run, history(before, run)))
        .isNotEqualTo(RunPage.of(run, history(run)));
  }

  /** What is read: no tags, styles and scripts. */
  private static String text(String html) {
    return html.replaceAll("(?s)<(style|script)>.*?</\\1>", "")
        .replaceAll("<[^>]*>", " ")
        .replaceAll("\\s+", " ");
  }
}

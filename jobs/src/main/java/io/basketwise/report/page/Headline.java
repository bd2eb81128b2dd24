package io.basketwise.report.page;

import io.basketwise.report.Failure;
import io.basketwise.report.QualityCheck;
import io.basketwise.report.QualityCheck.Level;
import io.basketwise.report.RunRecord;
import io.basketwise.report.Verdict;
import io.basketwise.report.page.Page.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What came of a run, for whoever reads one sentence.
 *
 * @param advice what to do, most urgent first; never empty
 */
record Headline(String sentence, Tone tone, List<String> advice) {
  static Headline of(RunRecord run) {
    List<String> advice = advice(run);
    boolean calm = advice.isEmpty();
    Tone tone =
        switch (run.result().outcome()) {
          case PUBLISHED, ADDED, MEASURED, UNCHANGED -> calm ? Tone.GOOD : Tone.WARN;
          case REFUSED, FAILED -> Tone.BAD;
        };
    return new Headline(
        sentence(run), tone, calm ? List.of("Nothing: no check and no gate objects.") : advice);
  }

  private static String sentence(RunRecord run) {
    String version = run.version().orElse("");
    String live =
        run.result()
            .previous()
            .map(previous -> "version " + previous + " stays live")
            .orElse("there is no live version yet");
    return switch (run.result().outcome()) {
      case PUBLISHED -> "Published: version " + version + " is live" + warnings(run) + ".";
      case ADDED ->
          "Version "
              + version
              + " lies beside the live one, whose date is later; "
              + live
              + warnings(run)
              + ".";
      case MEASURED ->
          "Measured only, as was asked: "
              + (failed(run).findAny().isPresent() ? refusing(run) + "; " : "")
              + live
              + ".";
      case REFUSED -> "Not published: " + refusing(run) + "; " + live + ".";
      case UNCHANGED -> "Nothing was new; " + live + ".";
      case FAILED ->
          "The run failed: "
              + run.result().failure().map(Failure::problem).orElse("why is not known")
              + "; "
              + live
              + ".";
    };
  }

  private static String warnings(RunRecord run) {
    long warnings = run.quality().stream().filter(check -> check.verdict() == Level.WARN).count();
    return warnings == 0 ? "" : Words.format("; warnings: %,d", warnings);
  }

  private static String refusing(RunRecord run) {
    String gates =
        failed(run)
            .map(Verdict::gate)
            .filter(gate -> !gate.equals(Verdict.ROLLED_BACK))
            .collect(Collectors.joining(" and "));
    return gates.isEmpty()
        ? "the version was rolled back before"
        : gates + " refused the new version";
  }

  private static Stream<Verdict> failed(RunRecord run) {
    return run.gates().stream().filter(gate -> !gate.passed());
  }

  private static List<String> advice(RunRecord run) {
    List<String> advice = new ArrayList<>();
    run.result()
        .failure()
        .filter(failure -> run.result().outcome() == RunRecord.Outcome.FAILED)
        .ifPresent(failure -> advice.add(failure.remedy() + " (cause: " + failure.cause() + ")."));
    checks(run, Level.FAIL, "Mend the input: ", advice);
    failed(run)
        .map(
            gate ->
                "Look into "
                    + gate.told()
                    + "."
                    + (gate.threshold().isPresent()
                        ? " Loosen it only if that is good enough for the shop."
                        : ""))
        .forEach(advice::add);
    run.result()
        .refused()
        .ifPresent(
            version ->
                advice.add(
                    "Version "
                        + version
                        + " is kept aside: versions publish --force --reason publishes it all the"
                        + " same."));
    checks(run, Level.WARN, "Have a look: ", advice);
    return advice;
  }

  private static void checks(RunRecord run, Level level, String what, List<String> advice) {
    for (QualityCheck check : run.quality()) {
      if (check.verdict() == level) {
        advice.add(
            what
                + check.check()
                + " of "
                + check.table()
                + " is "
                + Words.decimals(check.measured(), 4)
                + ", and counts as a "
                + (level == Level.FAIL ? "failure " + check.fail() : "warning " + check.warn())
                + ".");
      }
    }
  }
}

package io.basketwise.report.page;

import io.basketwise.report.RunFiles;
import io.basketwise.report.RunHistory;
import io.basketwise.report.RunRecord;
import io.basketwise.report.RunRecord.Outcome;
import io.basketwise.report.page.Page.Section;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The page of one run: the most important first. */
public final class RunPage {
  private RunPage() {}

  /**
   * A self-contained HTML file, the same bytes for the same run and history.
   *
   * @param run whose page it is
   * @param history of which runs up to it are shown
   */
  public static String of(RunRecord run, RunHistory history) {
    Headline headline = Headline.of(run);
    List<Section> sections = new ArrayList<>();
    sections.add(GateSection.of(run.gates()));
    sections.add(QualitySection.of(run.quality()));
    run.learned()
        .figures()
        .map(figures -> MetricSection.of(figures, run.learned().champion()))
        .ifPresent(sections::add);
    sections.add(Trend.section(run.run().asOf().map(history::upTo).orElse(history)));
    sections.add(DataSection.of(run.data()));
    sections.add(FunnelSection.of(run.data().funnel()));
    sections.add(BundleSection.of(run.learned()));
    run.learned()
        .behaviour()
        .map(behaviour -> BehaviourSections.of(behaviour, run.run().currency()))
        .ifPresent(sections::addAll);
    sections.add(StepSection.of(run.steps()));
    notes(run.notes()).ifPresent(sections::add);
    sections.add(RunSection.of(run));
    return Html.of(
        new Page(title(run), headline.sentence(), headline.tone(), headline.advice(), sections));
  }

  /** Writes the page of a run that ended beside its record; returns where it lies. */
  public static Path keep(Path reports, RunRecord run) {
    RunFiles files = new RunFiles(reports);
    Path file = files.html(run);
    RunRecord kept =
        run.result().outcome() == Outcome.UNCHANGED
            ? run.run().asOf().flatMap(files::of).orElse(run)
            : run;
    RunFiles.replace(file, of(kept, RunHistory.of(reports)));
    return file;
  }

  private static String title(RunRecord run) {
    return run.run().shop()
        + run.run().asOf().map(date -> " as of " + date).orElse(" (no as-of date yet)");
  }

  private static Optional<Section> notes(List<String> notes) {
    return notes.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Section("notes", "Left out, or otherwise than usual", List.of(Block.list(notes))));
  }
}

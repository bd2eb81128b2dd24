package io.basketwise.cli;

import io.basketwise.models.artifact.Json;
import io.basketwise.report.RunRecord;
import io.basketwise.report.StepTimes.Step;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** One JSON object a line for programs: a step has started or finished, the run has ended. */
final class JsonProgress implements Progress {
  private final PrintWriter out;
  private final InstantSource clock;
  private String run = "";

  JsonProgress(PrintWriter out, InstantSource clock) {
    this.out = out;
    this.clock = clock;
  }

  @Override
  public void begins(String runId) {
    run = runId;
  }

  @Override
  public void started(String step) {
    Map<String, Object> event = event("started");
    event.put("step", step);
    print(event);
  }

  @Override
  public void finished(Step step) {
    Map<String, Object> event = event("finished");
    event.put("step", step.name());
    event.put("seconds", step.seconds());
    step.rows().ifPresent(rows -> event.put("rows", rows));
    print(event);
  }

  @Override
  public void ended(RunRecord record) {
    Map<String, Object> event = event("ended");
    event.put("outcome", record.result().outcome().name().toLowerCase(Locale.ROOT));
    event.put("exit_code", (long) record.result().exitCode());
    event.put("seconds", record.duration().toMillis() / 1e3);
    print(event);
  }

  private Map<String, Object> event(String state) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("at", clock.instant().toString());
    event.put("run", run);
    event.put("state", state);
    return event;
  }

  private void print(Map<String, Object> event) {
    out.println(Json.write(event));
    out.flush();
  }
}

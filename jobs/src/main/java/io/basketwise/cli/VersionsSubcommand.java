package io.basketwise.cli;

import io.basketwise.models.artifact.Json;
import io.basketwise.models.artifact.StoreHistory;
import io.basketwise.storage.StoreCopy;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all commands on published versions have in common. */
abstract class VersionsSubcommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
  private CommandSpec spec;

  @Mixin private final StoreOption place = new StoreOption();

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  /** What a command says, for programs and for people. */
  record Answer(Object json, List<String> lines) {}

  abstract Answer answer(StoreCopy artifacts);

  @Override
  public final Integer call() {
    Answer answer;
    try (StoreCopy artifacts = place.open()) {
      answer = answer(artifacts);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.print(Json.pretty(answer.json()));
    } else {
      answer.lines().forEach(out::println);
    }
    out.flush();
    return ExitCodes.DONE;
  }

  final StoreOption place() {
    return place;
  }

  /** An event of now. */
  final StoreHistory.Event event(String version, InstantSource clock, String reason) {
    try {
      return new StoreHistory.Event(version, clock.instant(), reason);
    } catch (IllegalArgumentException bad) {
      throw usage(String.valueOf(bad.getMessage()));
    }
  }

  final ParameterException usage(String problem) {
    return new ParameterException(spec.commandLine(), problem);
  }
}

package io.basketwise.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.basketwise.failure.Refusal;
import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.Json;
import io.basketwise.models.decision.DecisionWriter;
import io.basketwise.models.decision.MalformedMomentException;
import io.basketwise.models.score.Scorer;
import io.basketwise.storage.StoreCopy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code score}: moments in, decisions out, one JSON object a line. */
@Command(
    name = "score",
    mixinStandardHelpOptions = true,
    description = "Answers moments with decisions of the live version, one JSON object a line.",
    footer = {
      "",
      "A malformed line is answered on its own line with {\"error\":{\"line\":n,\"reason\":\"...\"}}.",
      "What of the moments is not known, and so counts for nothing, is told on standard error at the end.",
      "",
      "Exit codes: 0 all lines are answered, 3 with --strict where a line is malformed or has",
      "something that is not known.",
      "",
      "Examples:",
      "  basketwise score --artifacts work/artifacts --moments moments.jsonl",
      "  tail -f moments.jsonl | basketwise score --artifacts work/artifacts --moments -"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls
public final class ScoreCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private final ArtifactsOption artifacts = new ArtifactsOption();

  @Option(
      names = "--moments",
      required = true,
      paramLabel = "FILE",
      description = "Moments, one JSON object a line; - is standard input.")
  private String moments;

  @Option(
      names = "--strict",
      description =
          "End with exit code 3 where a line is malformed or has a member, an item, an event type or a"
              + " time that is not known; every line is answered all the same.")
  private boolean strict;

  @Override
  public Integer call() throws IOException {
    try (StoreCopy copy = artifacts.open();
        Artifact version = Artifact.open(copy.store().live());
        Scorer scorer = Scorer.of(version);
        BufferedReader lines = open()) {
      var unknown = new UnknownOfMoments(version);
      PrintWriter out = spec.commandLine().getOut();
      long number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          out.println(answer(scorer, line, number, unknown));
        }
        // A reader at the other end of a pipe waits for each answer while input is pending.
        if (!lines.ready()) {
          out.flush();
        }
      }
      out.flush();
      return end(unknown);
    }
  }

  private int end(UnknownOfMoments unknown) {
    if (unknown.none()) {
      return ExitCodes.DONE;
    }
    PrintWriter err = spec.commandLine().getErr();
    err.println(unknown.text());
    err.flush();
    return strict ? Refusal.Kind.INPUTS.exitCode() : ExitCodes.DONE;
  }

  private BufferedReader open() throws IOException {
    if (moments.equals("-")) {
      return new BufferedReader(new InputStreamReader(System.in, UTF_8));
    }
    Path file = Path.of(moments);
    if (!Files.isRegularFile(file)) {
      throw Refusal.configuration(
          "moments " + file + " cannot be read",
          "there is no such file",
          "name a file of moments with --moments, or - for standard input");
    }
    // Bytes that are not UTF-8 become a malformed line or an unknown item, not a stop.
    return new BufferedReader(new InputStreamReader(Files.newInputStream(file), UTF_8));
  }

  private static String answer(Scorer scorer, String line, long number, UnknownOfMoments unknown) {
    try {
      return DecisionWriter.write(scorer.decide(unknown.read(line, number)));
    } catch (MalformedMomentException e) {
      var error = new LinkedHashMap<String, Object>();
      error.put("line", number);
      error.put("reason", String.valueOf(e.getMessage()));
      var answer = new LinkedHashMap<String, Object>();
      answer.put("error", error);
      return Json.write(answer);
    }
  }
}

package io.basketwise.intake;

import io.basketwise.config.InputConfig;
import io.basketwise.config.InputConfig.Format;
import io.basketwise.config.ShopConfig.GoneFiles;
import io.basketwise.failure.Refusal;
import io.basketwise.inputs.InputTable;
import io.basketwise.inputs.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which files of an input the lake has to read now.
 *
 * @param fresh the files to read, by name
 * @param whole whether what the lake had of this input before is replaced
 * @param sources the files whose rows the lake has afterwards
 * @param why in words, for the run's summary
 */
record Arrivals(
    List<SourceFile> fresh, boolean whole, Map<String, SourceFile> sources, String why) {
  Arrivals {
    fresh = List.copyOf(fresh);
    sources = Map.copyOf(sources);
  }

  boolean nothing() {
    return fresh.isEmpty() && !whole;
  }

  static Arrivals of(
      Optional<Ledger> known,
      InputTable input,
      String mapping,
      InputConfig config,
      GoneFiles rule) {
    if (known.isEmpty()) {
      return all(input, "read whole, for the first time");
    }
    Map<String, SourceFile> before = known.get().sources();
    List<String> lost = new ArrayList<>(new TreeMap<>(before).keySet());
    input.sources().forEach(file -> lost.remove(file.name()));
    boolean gone = !lost.isEmpty() && config.format() == Format.PARQUET;
    if (gone && rule == GoneFiles.REFUSE) {
      throw lost(input, lost);
    }
    Optional<String> again =
        known.get().mapping().equals(mapping)
            ? writtenAgain(before, input)
            : Optional.of("it is mapped in another way than before");
    if (again.isPresent()) {
      if (gone && rule == GoneFiles.KEEP) {
        throw notKept(input, lost, again.get());
      }
      return all(input, "read whole, because " + again.get());
    }
    if (!lost.isEmpty() && config.format() == Format.DELTA) {
      return rewritten(known.get(), input, lost);
    }
    if (gone && rule == GoneFiles.FORGET) {
      return all(input, "read whole, because " + named(lost, "is", "are") + " gone");
    }
    List<SourceFile> fresh =
        input.sources().stream().filter(file -> !before.containsKey(file.name())).toList();
    Map<String, SourceFile> after = new TreeMap<>(before);
    fresh.forEach(file -> after.put(file.name(), file));
    return new Arrivals(fresh, false, after, appended(fresh, lost));
  }

  /** Why what was read before holds no more, if files that are still there have changed. */
  private static Optional<String> writtenAgain(Map<String, SourceFile> before, InputTable input) {
    List<String> changed =
        input.sources().stream()
            .filter(file -> !before.getOrDefault(file.name(), file).equals(file))
            .map(SourceFile::name)
            .toList();
    return changed.isEmpty()
        ? Optional.empty()
        : Optional.of(named(changed, "was", "were") + " written again");
  }

  /** A Delta table that only puts files together, as OPTIMIZE does, says so in its log. */
  private static Arrivals rewritten(Ledger known, InputTable input, List<String> lost) {
    Optional<List<SourceFile>> added =
        known.version().isEmpty()
            ? Optional.empty()
            : input.addedSince(known.version().getAsLong(), known.sources().keySet());
    return added
        .map(
            fresh ->
                new Arrivals(
                    fresh,
                    false,
                    Ledger.byName(input.sources()),
                    appended(fresh, List.of())
                        + "; "
                        + named(lost, "was", "were")
                        + " put together anew by the table"))
        .orElseGet(
            () -> all(input, "read whole, because the table rewrote " + named(lost, "", "")));
  }

  private static Arrivals all(InputTable input, String why) {
    return new Arrivals(input.sources(), true, Ledger.byName(input.sources()), why);
  }

  private static Refusal lost(InputTable input, List<String> lost) {
    return Refusal.inputs(
        input.table().key() + ": " + named(lost, "is", "are") + " gone",
        "their rows are in the lake; without them the next models would differ from these",
        "put the files back, or say what shall become of their rows: --set"
            + " quality.goneFiles=keep, or =forget to read again what is left");
  }

  /** The lake does not know which file a row came from, so that a whole reading replaces all. */
  private static Refusal notKept(InputTable input, List<String> lost, String again) {
    return Refusal.inputs(
        input.table().key()
            + ": the rows of "
            + named(lost, "", "")
            + ", now gone, cannot be kept any longer",
        again + ", so that all must be read again; that replaces the rows of all files",
        "put the files back, or undo the change and bring what is new as further files; or give"
            + " their rows up once: --set quality.goneFiles=forget");
  }

  private static String appended(List<SourceFile> fresh, List<String> lost) {
    String kept =
        lost.isEmpty() ? "" : "; the rows of " + named(lost, "", "") + ", now gone, are kept";
    return (fresh.isEmpty()
            ? "nothing new"
            : named(fresh.stream().map(SourceFile::name).toList(), "is", "are") + " new")
        + kept;
  }

  private static String named(List<String> files, String one, String many) {
    String text =
        files.size() == 1
            ? files.get(0) + " " + one
            : String.format(
                Locale.ROOT, "%,d files (%s and so on) %s", files.size(), files.get(0), many);
    return text.strip();
  }
}

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
      Optional<Ledger> known, InputTable input, String mapping, InputConfig config, GoneFiles gone) {
    if (known.isEmpty()) {
      return all(input, "read whole, for the first time");
    }
    if (!known.get().mapping().equals(mapping)) {
      return all(input, "read whole, because it is mapped in another way than before");
    }
    Map<String, SourceFile> before = known.get().sources();
    List<SourceFile> fresh = new ArrayList<>();
    List<String> changed = new ArrayList<>();
    for (SourceFile file : input.sources()) {
      SourceFile old = before.get(file.name());
      if (old == null) {
        fresh.add(file);
      } else if (!old.equals(file)) {
        changed.add(file.name());
      }
    }
    if (!changed.isEmpty()) {
      return all(input, "read whole, because " + named(changed, "was", "were") + " written again");
    }
    Map<String, SourceFile> after = new TreeMap<>(before);
    List<String> lost = new ArrayList<>(new TreeMap<>(before).keySet());
    input.sources().forEach(file -> lost.remove(file.name()));
    if (!lost.isEmpty() && config.format() == Format.DELTA) {
      return all(input, "read whole, because the table rewrote " + named(lost, "", ""));
    }
    if (!lost.isEmpty() && gone != GoneFiles.KEEP) {
      return lost(input, lost, gone);
    }
    fresh.forEach(file -> after.put(file.name(), file));
    return new Arrivals(fresh, false, after, appended(fresh, lost));
  }

  private static Arrivals all(InputTable input, String why) {
    return new Arrivals(input.sources(), true, Ledger.byName(input.sources()), why);
  }

  private static Arrivals lost(InputTable input, List<String> lost, GoneFiles gone) {
    if (gone == GoneFiles.REFUSE) {
      throw Refusal.inputs(
          input.table().key() + ": " + named(lost, "is", "are") + " gone",
          "their rows are in the lake; without them the next models would differ from these",
          "put the files back, or say what shall become of their rows: --set"
              + " quality.goneFiles=keep, or =forget to read again what is left");
    }
    return all(input, "read whole, because " + named(lost, "is", "are") + " gone");
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
            : String.format(Locale.ROOT, "%,d files (%s and so on) %s", files.size(), files.get(0), many);
    return text.strip();
  }
}

package io.basketwise.checkpoint;

import io.basketwise.evaluate.Evaluate;
import io.basketwise.evaluate.Query;
import io.basketwise.models.format.Safetensors;
import io.basketwise.models.format.SafetensorsWriter;
import io.basketwise.report.RecordJson;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** What was measured on the holdout, and on what. */
public final class HoldoutForm implements TensorForm<Evaluate.Holdout> {
  private static final String FIGURES = "figures";
  private static final String CARTS = "carts";
  private static final String BOUGHT = "bought";
  private static final String BLEND = "blend";

  @Override
  public SafetensorsWriter write(Evaluate.Holdout holdout) {
    List<Query> queries = holdout.queries();
    SafetensorsWriter writer =
        new SafetensorsWriter()
            .metadata(FIGURES, RecordJson.line(holdout.figures()))
            .ints("basket", each(queries, Query::basket))
            .ints("day", each(queries, Query::day))
            .ints("hidden", each(queries, Query::hidden));
    Tensors.write(writer, CARTS, queries.stream().map(Query::cart).toList());
    Tensors.write(writer, BOUGHT, queries.stream().map(Query::bought).toList());
    Tensors.write(writer, BLEND, holdout.blend());
    return writer;
  }

  private static int[] each(List<Query> queries, ToIntFunction<Query> member) {
    return queries.stream().mapToInt(member).toArray();
  }

  @Override
  public Evaluate.Holdout read(Safetensors file) {
    Tensors tensors = new Tensors(file);
    int[] basket = tensors.ints("basket");
    int[] day = tensors.ints("day");
    int[] hidden = tensors.ints("hidden");
    List<int[]> carts = tensors.lists(CARTS);
    List<int[]> bought = tensors.lists(BOUGHT);
    List<Query> queries = new ArrayList<>(basket.length);
    for (int i = 0; i < basket.length; i++) {
      queries.add(new Query(basket[i], day[i], carts.get(i), hidden[i], bought.get(i)));
    }
    return new Evaluate.Holdout(
        RecordJson.value(tensors.text(FIGURES), Evaluate.Figures.class),
        queries,
        tensors.lists(BLEND));
  }
}

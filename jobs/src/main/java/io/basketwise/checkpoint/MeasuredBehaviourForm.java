package io.basketwise.checkpoint;

import io.basketwise.behaviour.BehaviourReport;
import io.basketwise.behaviour.LearnBehaviour;
import io.basketwise.models.format.Safetensors;
import io.basketwise.models.format.SafetensorsWriter;
import io.basketwise.report.RecordJson;

/** Models of behaviour with how they fared. */
public final class MeasuredBehaviourForm implements TensorForm<LearnBehaviour.Measured> {
  private static final String REPORT = "report";

  private final BehaviourForm models = new BehaviourForm();

  @Override
  public SafetensorsWriter write(LearnBehaviour.Measured measured) {
    return models.write(measured.models()).metadata(REPORT, RecordJson.line(measured.report()));
  }

  @Override
  public LearnBehaviour.Measured read(Safetensors file) {
    return new LearnBehaviour.Measured(
        RecordJson.value(new Tensors(file).text(REPORT), BehaviourReport.class), models.read(file));
  }
}

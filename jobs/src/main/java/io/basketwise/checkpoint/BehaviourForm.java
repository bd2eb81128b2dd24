package io.basketwise.checkpoint;

import io.basketwise.models.artifact.BehaviourTensors;
import io.basketwise.models.behaviour.BehaviourModels;
import io.basketwise.models.format.Safetensors;
import io.basketwise.models.format.SafetensorsWriter;

/** Models of behaviour. */
public final class BehaviourForm implements TensorForm<BehaviourModels> {
  @Override
  public SafetensorsWriter write(BehaviourModels models) {
    SafetensorsWriter writer = new SafetensorsWriter();
    BehaviourTensors.write(writer, models);
    return writer;
  }

  @Override
  public BehaviourModels read(Safetensors file) {
    return BehaviourTensors.read(file);
  }
}

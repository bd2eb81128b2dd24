package io.basketwise.models.artifact;

import io.basketwise.models.behaviour.BehaviourModels;

/**
 * What a version knows of why people shop and when to stay quiet.
 *
 * @param signals what session features need to know of items
 * @param models over session features
 */
public record BehaviourColumns(SignalColumns signals, BehaviourModels models) {}

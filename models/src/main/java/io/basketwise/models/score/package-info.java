/** From a moment to a decision, one class a stage. */
package io.basketwise.models.score;

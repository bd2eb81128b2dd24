/** What goes into the scorer and what comes out of it: moments and decisions, with their JSON. */
package io.basketwise.models.decision;
